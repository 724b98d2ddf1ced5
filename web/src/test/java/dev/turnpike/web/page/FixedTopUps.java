package dev.turnpike.web.page;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.topups.AutoTopUp;
import dev.turnpike.billing.topups.AutoTopUps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One automatic top-up that is simply there, or none. */
public record FixedTopUps(@Nullable AutoTopUp topUp) implements AutoTopUps {

    @Override
    public Optional<AutoTopUp> find(AccountId account) {
        return Optional.ofNullable(topUp);
    }

    @Override
    public Optional<AutoTopUp> lock(AccountId account) {
        return find(account);
    }

    @Override
    public void save(AutoTopUp other) {
        throw new UnsupportedOperationException("It is fixed");
    }

    @Override
    public List<AccountId> listDue(Instant now, int limit) {
        return List.of();
    }

    @Override
    public List<Attempt> listAttempts(AccountId account, Instant since) {
        return List.of();
    }

    @Override
    public void noteReturnsSeen(AccountId account) {
        // Nothing ever goes back.
    }

    @Override
    public boolean hasMoneyGoneBack(AccountId account) {
        return false;
    }
}
