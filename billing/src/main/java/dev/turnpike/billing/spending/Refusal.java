package dev.turnpike.billing.spending;

import dev.turnpike.billing.money.Usd;

/** Why a call may not spend, with what the caller needs to know to change that. */
public sealed interface Refusal extends Admission {

    /** The wallet has less than the call may cost. */
    record CreditTooLow(Usd asked, Usd available) implements Refusal {}

    /** The key's own limit leaves less than the call may cost. */
    record KeyLimitReached(Usd asked, Usd limit, Usd remaining) implements Refusal {}

    /** An earlier call cost more than the wallet had; that comes first. */
    record ReceivableDue(Usd due) implements Refusal {}
}
