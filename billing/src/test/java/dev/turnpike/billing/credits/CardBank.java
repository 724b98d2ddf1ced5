package dev.turnpike.billing.credits;

import dev.turnpike.billing.credits.Payments.PaymentsUnavailable.Obstacle;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes money from saved cards, and fails in the ways in which that fails. */
final class CardBank implements CardPayments, Payments {

    /** What happens to the next payment. */
    enum Mood {
        PAYS,
        REFUSES,
        /** The answer is lost, the money taken. */
        PAYS_AND_FAILS,
        /** Nothing reaches the bank. */
        FAILS,
        /** It cannot even be prepared. */
        IS_AWAY,
        /** It refuses to prepare it, and will again. */
        IS_MISUNDERSTOOD,
        /** It does not take our key. */
        LETS_NOBODY_IN
    }

    final Map<String, PaymentState> states = new HashMap<>();
    int taken;
    Mood mood = Mood.PAYS;

    /** Runs just before a payment is prepared. */
    Runnable meanwhile = () -> {};

    @Override
    public String prepare(Purchase purchase, String customerId, SavedCard card) {
        meanwhile.run();
        if (mood == Mood.IS_AWAY) {
            throw away();
        }
        if (mood == Mood.IS_MISUNDERSTOOD) {
            throw new PaymentsUnavailable(
                    "What do you mean?", new IllegalStateException(), Obstacle.REQUEST);
        }
        if (mood == Mood.LETS_NOBODY_IN) {
            throw new PaymentsUnavailable(
                    "Wrong key", new IllegalStateException(), Obstacle.NOT_LET_IN);
        }
        String id = "pi_" + purchase.id();
        states.put(id, new Untried());
        return id;
    }

    @Override
    public void charge(String paymentId) {
        switch (mood) {
            case PAYS -> take(paymentId);
            case REFUSES -> states.put(paymentId, new Refused("insufficient_funds"));
            case PAYS_AND_FAILS -> {
                take(paymentId);
                throw away();
            }
            case FAILS, IS_AWAY, IS_MISUNDERSTOOD, LETS_NOBODY_IN -> throw away();
        }
    }

    private void take(String paymentId) {
        taken++;
        Payment payment = new Payment(paymentId, Usd.parse("20"), Usd.ZERO, List.of());
        states.put(paymentId, new Paid(payment));
    }

    @Override
    public PaymentState getPayment(String paymentId) {
        return states.getOrDefault(paymentId, new Missing());
    }

    @Override
    public void cancel(String paymentId) {
        if (states.get(paymentId) instanceof Paid) {
            throw away();
        }
        states.put(paymentId, new Closed());
    }

    private static PaymentsUnavailable away() {
        return new PaymentsUnavailable("Away", new IllegalStateException(), Obstacle.AWAY);
    }

    @Override
    public Checkout openCheckout(Purchase purchase, Buyer buyer, ReturnAddresses addresses) {
        throw new UnsupportedOperationException("Nobody is here");
    }

    @Override
    public PaymentState getCheckout(String checkoutId) {
        throw new UnsupportedOperationException("There are no checkouts");
    }

    @Override
    public Optional<String> findCheckoutOf(String paymentId) {
        return Optional.empty();
    }

    @Override
    public Optional<PaymentEvent> readEvent(byte[] body, String signature) {
        return Optional.empty();
    }

    @Override
    public List<PaymentEvent> listEvents(Instant from, Instant to) {
        return List.of();
    }
}
