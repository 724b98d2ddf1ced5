package dev.turnpike.billing.promotions;

import dev.turnpike.billing.money.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** What became of the wish to redeem a code. All but {@link Redeemed} have changed nothing. */
public sealed interface Redemption {

    /** So much is in the wallet, until then. */
    record Redeemed(Usd amount, Instant expiresAt) implements Redemption {}

    /** There were too many tries that led to nothing; the next one may come after this. */
    record TooManyTries(Duration retryAfter) implements Redemption {}

    /** The code gives this account nothing. */
    sealed interface Refused extends Redemption, PromotionalCodes.Claim {}

    /** There is no such code, or it is switched off: who guesses must not learn which. */
    record NotValid() implements Refused {}

    /** It could be redeemed up to this day (UTC). */
    record TooLate(LocalDate lastDay) implements Refused {}

    /** As many accounts have redeemed it as may. */
    record UsedUp() implements Refused {}

    /** This account has redeemed it before. */
    record AlreadyRedeemed() implements Refused {}

    /** It is for accounts that have bought credit, and this one has not. */
    record BuyersOnly() implements Refused {}

    /** Somebody keeps the wallet or the code locked; it can be tried again. */
    record Busy() implements Refused {}
}
