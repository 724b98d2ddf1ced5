package dev.turnpike.billing.topups;

import dev.turnpike.billing.accounts.AccountId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what accounts want as long as the test lasts; nothing was ever bought. */
final class TopUpsInMemory implements AutoTopUps {

    private final Map<AccountId, AutoTopUp> kept = new HashMap<>();

    @Override
    public Optional<AutoTopUp> find(AccountId account) {
        return Optional.ofNullable(kept.get(account));
    }

    @Override
    public Optional<AutoTopUp> lock(AccountId account) {
        return find(account);
    }

    @Override
    public void save(AutoTopUp topUp) {
        kept.put(topUp.account(), topUp);
    }

    @Override
    public List<AccountId> listDue(Instant now, int limit) {
        return List.copyOf(kept.keySet());
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
