package dev.turnpike.billing.topups;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.CardCharge;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.SideBySide;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Buys credit for accounts that run low and asked for it. */
@Singleton
public class TopUpDesk {

    private static final Logger LOG = System.getLogger(TopUpDesk.class.getName());

    /** One round buys for this many accounts at most. */
    private static final int ROUND = 100;

    /** One round lasts this long: a provider that hangs must not hold up the next one for ever. */
    private static final Duration ROUND_TIME = Duration.ofMinutes(2);

    private final AutoTopUps topUps;
    private final TopUpBook book;
    private final CardCharge charge;
    private final SideBySide sideBySide;
    private final TopUpOffer offer;
    private final InstantSource clock;

    @Inject
    public TopUpDesk(
            AutoTopUps topUps,
            TopUpBook book,
            CardCharge charge,
            SideBySide sideBySide,
            TopUpOffer offer,
            InstantSource clock) {
        this.topUps = topUps;
        this.book = book;
        this.charge = charge;
        this.sideBySide = sideBySide;
        this.offer = offer;
        this.clock = clock;
    }

    /** One round. Whatever happens to one account does not keep others waiting. */
    public void run() {
        if (!offer.stands()) {
            return;
        }
        Instant begin = clock.instant();
        Instant end = begin.plus(ROUND_TIME);
        sideBySide.each(
                topUps.listDue(begin, ROUND),
                account -> {
                    if (!clock.instant().isAfter(end)) {
                        topUp(account);
                    }
                });
    }

    private void topUp(AccountId account) {
        try {
            book.begin(account).ifPresent(this::pay);
        } catch (RuntimeException e) {
            // What was begun is looked after by the sweep.
            LOG.log(
                    Level.WARNING,
                    "Automatic top-up of account {0} did not come to its end: {1}",
                    account,
                    e.getMessage());
        }
    }

    private void pay(Purchase purchase) {
        charge.create(purchase);
        book.review(purchase.account());
    }
}
