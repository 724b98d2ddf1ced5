package dev.turnpike.web.limits;

import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.LimitStanding;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A limit as its row shows it.
 *
 * @param target the code of what it bounds
 * @param scope what kind of thing that is, for people
 * @param every such as {@code each day}
 * @param reset what a form sends for that
 * @param typed the amount as somebody would type it
 * @param percent how much is spent, 0 to 100
 * @param resetsAt null for one that never does
 */
public record LimitRow(
        String id,
        String target,
        String scope,
        String name,
        String every,
        String reset,
        Amount amount,
        String typed,
        Amount spent,
        Amount left,
        long percent,
        @Nullable Moment resetsAt) {

    private static final long WHOLE = 100;

    public static LimitRow of(LimitStanding standing) {
        SpendingLimit limit = standing.limit();
        return new LimitRow(
                limit.id().toString(),
                LimitTarget.code(limit.scope(), limit.scopeId()),
                scope(limit.scope()),
                limit.scopeName(),
                Periods.phrase(limit.period()),
                Periods.code(limit.period()),
                Amount.of(limit.amount()),
                limit.amount().toPlainString(),
                Amount.of(standing.spent()),
                Amount.of(standing.left().isNegative() ? Usd.ZERO : standing.left()),
                percent(standing.spent(), limit.amount()),
                Moment.ofNullable(standing.resetsAt()));
    }

    private static String scope(LimitScope scope) {
        return switch (scope) {
            case KEY -> "Key";
            case MEMBER -> "Member";
            case WORKSPACE -> "Workspace";
            case ACCOUNT -> "Account";
        };
    }

    private static long percent(Usd used, Usd limit) {
        // A bar may be a hundredth off; dividing first keeps large limits from overflowing.
        long step = Math.max(1, limit.nanos() / WHOLE);
        return Math.min(WHOLE, used.nanos() / step);
    }
}
