package dev.turnpike.web.limits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.limits.LimitId;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.LimitStanding;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.limits.SpendingLimits;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Browser;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Limits that are simply there. */
public record FixedLimits(List<LimitStanding> standings) implements SpendingLimits {

    /** Of this scope, used up to this amount. */
    public static LimitStanding standing(
            LimitScope scope, UUID id, LimitPeriod period, String amount, String spent) {
        return new LimitStanding(
                new SpendingLimit(LimitId.next(), scope, id, "laptop", period, Usd.parse(amount)),
                Usd.parse(spent),
                period.endOf(period.startOf(Browser.NOW)));
    }

    @Override
    public boolean set(AccountId account, Order order) {
        throw new UnsupportedOperationException("These limits are fixed");
    }

    @Override
    public boolean remove(AccountId account, LimitId id) {
        throw new UnsupportedOperationException("These limits are fixed");
    }

    @Override
    public List<LimitStanding> list(AccountId account, Instant now) {
        return standings;
    }
}
