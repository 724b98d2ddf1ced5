package dev.turnpike.billing.topups;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.topups.TopUpRules.Buy;
import dev.turnpike.billing.topups.TopUpRules.Decision;
import dev.turnpike.billing.topups.TopUpRules.Leave;
import dev.turnpike.billing.topups.TopUpRules.Past;
import dev.turnpike.billing.topups.TopUpRules.Stop;
import dev.turnpike.billing.topups.TopUpRules.Wait;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The steps of automatic top-up, each in one transaction. */
@Singleton
public class TopUpBook {

    private static final Logger LOG = System.getLogger(TopUpBook.class.getName());

    private final AutoTopUps topUps;
    private final Purchases purchases;
    private final Ledger ledger;
    private final InstantSource clock;

    @Inject
    public TopUpBook(AutoTopUps topUps, Purchases purchases, Ledger ledger, InstantSource clock) {
        this.topUps = topUps;
        this.purchases = purchases;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Switches it on with these terms, whatever was before. */
    @Transactional
    void set(AccountId account, TopUpTerms terms, String email) {
        topUps.save(AutoTopUp.on(account, terms, email, clock.instant()));
        topUps.noteReturnsSeen(account);
    }

    @Transactional
    void switchOff(AccountId account) {
        topUps.lock(account)
                .filter(AutoTopUp::isOn)
                .ifPresent(topUp -> topUps.save(topUp.off(null, clock.instant())));
    }

    /**
     * Begins a purchase if one is wanted, allowed and not begun by anybody else; else notes why it
     * waits or is switched off.
     */
    @Transactional
    public Optional<Purchase> begin(AccountId account) {
        return topUps.lock(account).flatMap(this::begin);
    }

    /** Switches it off if what became of the last attempt demands that. */
    @Transactional
    void review(AccountId account) {
        topUps.lock(account)
                .ifPresent(
                        topUp -> {
                            if (decide(topUp) instanceof Stop(TopUpReason why)) {
                                stop(topUp, why);
                            }
                        });
    }

    private Optional<Purchase> begin(AutoTopUp topUp) {
        return switch (decide(topUp)) {
            case Buy _ -> Optional.of(buy(topUp));
            case Leave _ -> Optional.empty();
            case Wait(TopUpReason why, Instant until) -> {
                topUps.save(topUp.waiting(why, until));
                yield Optional.empty();
            }
            case Stop(TopUpReason why) -> {
                stop(topUp, why);
                yield Optional.empty();
            }
        };
    }

    private Decision decide(AutoTopUp topUp) {
        Instant now = clock.instant();
        AccountId account = topUp.account();
        // First, so that whatever took credit out of it is seen below.
        Balance balance = ledger.balance(account);
        List<AutoTopUps.Attempt> attempts = topUps.listAttempts(account, since(now));
        Past past = new Past(attempts, topUps.hasMoneyGoneBack(account));
        return TopUpRules.decide(topUp, balance, past, now);
    }

    private static Instant since(Instant now) {
        Instant month = TopUpRules.monthOf(now);
        Instant day = now.minus(TopUpRules.DAY);
        return month.isBefore(day) ? month : day;
    }

    private Purchase buy(AutoTopUp topUp) {
        Instant now = clock.instant();
        Purchase purchase =
                Purchase.begun(
                                PurchaseId.next(),
                                topUp.account(),
                                topUp.terms().amount(),
                                topUp.email(),
                                now)
                        .byTopUp();
        purchases.add(purchase);
        topUps.save(topUp.waiting(null, now));
        return purchase;
    }

    private void stop(AutoTopUp topUp, TopUpReason why) {
        LOG.log(
                Level.INFO,
                "Automatic top-up of account {0} is switched off: {1}",
                topUp.account(),
                why);
        topUps.save(topUp.off(why, clock.instant()));
    }
}
