package dev.turnpike.web.operator;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.plans.Standings;
import java.time.Instant;
import java.util.List;

/** All accounts have the same standing. */
public record FixedStandings(Standing standing, List<Moved> moved) implements Standings {

    public FixedStandings(Standing standing) {
        this(standing, List.of());
    }

    @Override
    public Standing find(AccountId account) {
        return standing;
    }

    @Override
    public void move(AccountId account, PlanId plan, Instant at, String by) {
        throw new UnsupportedOperationException("Nobody is moved here: " + account);
    }

    @Override
    public List<Moved> listMoved(int limit) {
        return moved.stream().limit(limit).toList();
    }

    @Override
    public List<AccountId> listNamed(String idOrEmail, int limit) {
        return List.of();
    }
}
