package dev.turnpike.billing.spending;

import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a call may not spend, with what the caller needs to know to change that. */
public sealed interface Refusal extends Admission {

    /** The wallet has less than the call may cost. */
    record CreditTooLow(Usd asked, Usd available) implements Refusal {}

    /**
     * A limit leaves less than the call may cost.
     *
     * @param left of the limit in its current span of time
     * @param resetsAt when the next span begins; null for a limit in all
     */
    record LimitReached(SpendingLimit limit, Usd asked, Usd left, @Nullable Instant resetsAt)
            implements Refusal {}

    /** Calls, refunds or disputes took more than the wallet had; that comes first. */
    record ReceivableDue(Usd due) implements Refusal {}
}
