package dev.turnpike.billing.promotions;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.promotions.PromotionalCodes.Granted;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Turns a code into credit: its use and the posting are one transaction, so that there is neither
 * without the other.
 */
@Singleton
public class CodeRedemption {

    private final PromotionalCodes codes;
    private final Ledger ledger;
    private final GuessRate rate;
    private final InstantSource clock;

    @Inject
    public CodeRedemption(
            PromotionalCodes codes, Ledger ledger, GuessRate rate, InstantSource clock) {
        this.codes = codes;
        this.ledger = ledger;
        this.rate = rate;
        this.clock = clock;
    }

    /** Credits the account once for this code, whatever it asks for how often at the same time. */
    @Transactional
    public Redemption create(AccountId account, CodeText text) {
        Optional<Duration> wait = rate.take(account);
        if (wait.isPresent()) {
            return new Redemption.TooManyTries(wait.get());
        }
        Instant now = clock.instant();
        return switch (codes.claim(account, text, now)) {
            case Redemption.NotValid notValid -> notValid;
            case Redemption.Refused refused -> {
                rate.wasNoGuess();
                yield refused;
            }
            case Granted granted -> credit(account, granted, now);
        };
    }

    private Redemption credit(AccountId account, Granted granted, Instant now) {
        Instant expiresAt = granted.life().expiry(now);
        String reference = "code-" + granted.code() + "-" + account;
        if (!ledger.grantPromotion(account, granted.amount(), reference, expiresAt)) {
            throw new IllegalStateException(
                    "Credit of " + reference + " is in the journal without its redemption");
        }
        rate.wasNoGuess();
        rate.succeeded(account);
        return new Redemption.Redeemed(granted.amount(), expiresAt);
    }
}
