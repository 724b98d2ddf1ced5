package dev.turnpike.billing.credits.refunds;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.TakeBacks;
import dev.turnpike.billing.credits.refunds.RefundOutcome.Asked;
import dev.turnpike.billing.credits.refunds.RefundOutcome.Disputed;
import dev.turnpike.billing.credits.refunds.RefundOutcome.InUse;
import dev.turnpike.billing.credits.refunds.RefundOutcome.NotPaid;
import dev.turnpike.billing.credits.refunds.RefundOutcome.Refused;
import dev.turnpike.billing.credits.refunds.RefundOutcome.TooLate;
import dev.turnpike.billing.credits.refunds.RefundOutcome.TooMuch;
import dev.turnpike.billing.ledger.PaidLots;
import dev.turnpike.billing.money.Usd;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether and how much of a purchase can be refunded, and the first step of it: its credit goes.
 */
@Singleton
public class RefundAsking {

    /** Asking takes one call to the payment provider with two more tries, each of 20 s at most. */
    private static final Duration HANDLING = Duration.ofMinutes(1);

    private final Refunds refunds;
    private final Purchases purchases;
    private final TakeBacks takeBacks;
    private final PaidLots lots;
    private final RefundSettings settings;
    private final InstantSource clock;

    @Inject
    public RefundAsking(
            Refunds refunds,
            Purchases purchases,
            TakeBacks takeBacks,
            PaidLots lots,
            RefundSettings settings,
            InstantSource clock) {
        this.refunds = refunds;
        this.purchases = purchases;
        this.takeBacks = takeBacks;
        this.lots = lots;
        this.settings = settings;
        this.clock = clock;
    }

    /** How much can be refunded, whoever asks for it; nothing of one that is not paid. */
    @Transactional
    public Refundable refundable(Purchase purchase) {
        String payment = purchase.paymentId();
        return payment == null
                ? new Refundable(Usd.ZERO, Usd.ZERO, Usd.ZERO)
                : Refundable.of(purchase, gone(purchase), lots.left(purchase.account(), payment));
    }

    /** Why nothing of this purchase can be refunded now; empty when something can. */
    @Transactional
    public Optional<Refused> findObstacle(Purchase purchase, boolean isOperator) {
        Optional<Refused> rule = findRule(purchase, isOperator);
        return rule.isPresent() || refundable(purchase).most().isPositive()
                ? rule
                : Optional.of(new TooMuch(Usd.ZERO));
    }

    /**
     * Takes the credit of a refund out of the wallet and remembers to ask for it. All that was
     * refused has changed nothing but the wish to have lent credit back.
     */
    @Transactional
    public RefundOutcome take(RefundOrder order) {
        purchases.lock(order.account(), order.purchase());
        Optional<Refund> before = refunds.find(order.account(), order.id());
        if (before.isPresent()) {
            return new Asked(before.get(), false);
        }
        Optional<Purchase> purchase = purchases.find(order.account(), order.purchase());
        if (purchase.isEmpty()) {
            return new NotPaid();
        }
        Optional<Refused> rule = findRule(purchase.get(), order.asker().isOperator());
        return rule.isPresent() ? rule.get() : take(order, purchase.get());
    }

    private RefundOutcome take(RefundOrder order, Purchase purchase) {
        Refund refund = refund(order, purchase);
        Usd most = refundable(purchase).most();
        if (order.credit().compareTo(most) > 0) {
            return new TooMuch(most);
        }
        return switch (lots.take(
                order.account(), refund.payment(), refund.id().toString(), order.credit())) {
            case PaidLots.Taken _ -> {
                refunds.add(refund, refund.createdAt().plus(HANDLING));
                yield new Asked(refund, true);
            }
            // Calls were settled since it was looked at.
            case PaidLots.Spent _ -> new TooMuch(refundable(purchase).most());
            case PaidLots.Lent _ -> new InUse(refundable(purchase).free());
        };
    }

    private Refund refund(RefundOrder order, Purchase purchase) {
        Instant now = clock.instant();
        return new Refund(
                order.id(),
                order.account(),
                order.purchase(),
                String.valueOf(purchase.paymentId()),
                order.credit(),
                Refundable.taxOf(purchase, gone(purchase), order.credit()),
                order.asker(),
                Refund.Status.ASKED,
                now,
                now,
                null,
                0,
                null);
    }

    private Optional<Refused> findRule(Purchase purchase, boolean isOperator) {
        Instant creditedAt = purchase.creditedAt();
        if (purchase.status() != Purchase.Status.CREDITED || creditedAt == null) {
            return Optional.of(new NotPaid());
        }
        boolean isDisputed =
                takeBacks.list(purchase.account(), purchase.id()).stream()
                        .anyMatch(RefundAsking::isDispute);
        if (isDisputed) {
            return Optional.of(new Disputed());
        }
        Instant until = settings.until(creditedAt);
        return isOperator || clock.instant().isBefore(until)
                ? Optional.empty()
                : Optional.of(new TooLate(until));
    }

    private static boolean isDispute(TakeBack takeBack) {
        return takeBack.kind() == TakeBack.Kind.DISPUTE
                && takeBack.status() != TakeBack.Status.GIVEN_BACK;
    }

    /** What the payment provider has paid back, and what it is being asked for. */
    private List<TakeBack> gone(Purchase purchase) {
        List<TakeBack> gone = new ArrayList<>(takeBacks.list(purchase.account(), purchase.id()));
        refunds.list(purchase.account(), purchase.id()).stream()
                .filter(it -> it.status() == Refund.Status.ASKED)
                .map(Refund::asPending)
                .forEach(gone::add);
        return gone;
    }
}
