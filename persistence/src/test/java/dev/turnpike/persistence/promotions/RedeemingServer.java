package dev.turnpike.persistence.promotions;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.promotions.CodeRedemption;
import dev.turnpike.billing.promotions.CodeText;
import dev.turnpike.billing.promotions.GuessRate;
import dev.turnpike.billing.promotions.Redemption;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.ledger.Ledgers;
import java.time.Instant;
import java.time.InstantSource;

/** A server on which customers redeem codes: it counts guesses by itself, and shares the books. */
final class RedeemingServer {

    private final InstantSource clock;
    private final GuessRate rate;

    RedeemingServer(Instant now) {
        clock = InstantSource.fixed(now);
        rate = new GuessRate(clock);
    }

    Redemption redeem(AccountId account, CodeText text) {
        return TestDatabase.shared()
                .inTransaction(
                        tenants ->
                                new CodeRedemption(
                                                new JpaPromotionalCodes(tenants),
                                                Ledgers.of(tenants),
                                                rate,
                                                clock)
                                        .create(account, text));
    }
}
