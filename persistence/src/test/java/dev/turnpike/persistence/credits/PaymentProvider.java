package dev.turnpike.persistence.credits;

import dev.turnpike.billing.credits.Payment;
import dev.turnpike.billing.credits.Payment.Return;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.credits.TakeBack.Kind;
import dev.turnpike.billing.credits.TakeBack.Status;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.credits.refunds.Refunding;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds one payment and pays back what is left of it, on bad lines: the same number is answered the
 * same way, and what it did may not be heard of.
 */
final class PaymentProvider implements Refunding {

    /** What the next question meets. */
    enum Line {
        GOOD,
        /** It never arrives. */
        DEAD,
        /** It is done, and the answer is lost. */
        ANSWER_LOST,
        /** The money cannot be sent, which is found at once. */
        CARD_CLOSED,
        /** It is made, and the money is sent later. */
        SLOW
    }

    Line line = Line.GOOD;

    /** Whether it has forgotten which numbers it was asked with. */
    boolean forgets;

    /** So often it does not find what it has made. */
    int blind;

    int asked;
    private final Usd credit;
    private final Usd tax;
    private final String payment;
    private final Map<String, Answer> answers = new HashMap<>();
    private final List<Return> returns = new ArrayList<>();

    PaymentProvider(String payment, Usd credit, Usd tax) {
        this.payment = payment;
        this.credit = credit;
        this.tax = tax;
    }

    /** What it says to whoever looks. */
    Payment payment() {
        return new Payment(payment, credit, tax, returns);
    }

    /** What of the payment it still holds for us. */
    Usd balance() {
        return payment().total().minus(gone());
    }

    @Override
    public synchronized Answer ask(Refund refund) {
        if (line == Line.DEAD) {
            throw unavailable();
        }
        asked++;
        String key = refund.id().toString();
        if (forgets || !answers.containsKey(key)) {
            answers.put(key, answer(refund));
        }
        if (line == Line.ANSWER_LOST) {
            throw unavailable();
        }
        return answers.get(key);
    }

    private Answer answer(Refund refund) {
        boolean isDisputed = returns.stream().anyMatch(it -> it.kind() == Kind.DISPUTE);
        if (isDisputed || refund.amount().compareTo(balance()) > 0) {
            return new Refused(isDisputed ? "It was charged back" : "It has already been refunded");
        }
        boolean isClosed = line == Line.CARD_CLOSED;
        Status sent = line == Line.SLOW ? Status.PENDING : Status.TAKEN;
        Return made =
                new Return(
                        "re-" + UUID.randomUUID(),
                        Kind.REFUND,
                        refund.amount(),
                        isClosed ? Status.GIVEN_BACK : sent,
                        Instant.now(),
                        refund.id().toString(),
                        isClosed ? "expired_or_canceled_card" : null);
        returns.add(made);
        return new Made(made);
    }

    /** Somebody else pays this much back. */
    void refund(Usd amount) {
        take(Kind.REFUND, amount);
    }

    /** The buyer disputes all that is left. */
    void dispute() {
        take(Kind.DISPUTE, balance());
    }

    private void take(Kind kind, Usd amount) {
        returns.add(
                new Return("tb-" + UUID.randomUUID(), kind, amount, Status.TAKEN, Instant.now()));
    }

    /** What went back last comes back after all. */
    void failLast() {
        changeLast(Status.GIVEN_BACK, "lost_or_stolen_card");
    }

    /** What waited last is sent. */
    void sendLast() {
        changeLast(Status.TAKEN, null);
    }

    private void changeLast(Status status, @Nullable String failure) {
        Return last = returns.removeLast();
        returns.add(
                new Return(
                        last.id(),
                        last.kind(),
                        last.amount(),
                        status,
                        last.createdAt(),
                        last.request(),
                        failure));
    }

    @Override
    public synchronized Optional<Return> find(Refund refund) {
        if (line == Line.DEAD) {
            throw unavailable();
        }
        if (blind > 0) {
            blind--;
            return Optional.empty();
        }
        return returns.stream()
                .filter(it -> refund.id().toString().equals(it.request()))
                .findFirst();
    }

    @Override
    public Optional<PaidCard> findCard(String payment) {
        return Optional.empty();
    }

    private Usd gone() {
        return returns.stream()
                .filter(it -> it.status() != Status.GIVEN_BACK)
                .map(Return::amount)
                .reduce(Usd.ZERO, Usd::plus);
    }

    private static PaymentsUnavailable unavailable() {
        return new PaymentsUnavailable(
                "Nobody answers", new IllegalStateException(), PaymentsUnavailable.Obstacle.AWAY);
    }
}
