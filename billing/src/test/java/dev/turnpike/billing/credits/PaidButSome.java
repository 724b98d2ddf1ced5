package dev.turnpike.billing.credits;

import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.money.Usd;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Checkouts were paid with $10, but some not yet or not as they were opened; each question takes
 * time.
 */
final class PaidButSome implements Payments {

    static final String WRONG = "cs_wrong";
    static final String WAITING = "cs_waiting";
    static final String ON_ITS_WAY = WAITING + "_on_its_way";
    static final String MISSING = "cs_missing";
    static final String DEARER = "cs_dearer";

    /** What keeps an answer waiting. */
    interface Delay {
        void pass() throws InterruptedException;
    }

    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    final List<PaymentEvent> undelivered = new ArrayList<>();

    /** What went back of each payment. */
    final List<Payment.Return> returns = new ArrayList<>();

    private final Duration pace;
    Instant now = Instant.parse("2026-11-22T17:05:00Z");
    boolean isAway;
    Delay beforeAnswer = () -> {};

    PaidButSome(Duration pace) {
        this.pace = pace;
    }

    InstantSource clock() {
        return () -> now;
    }

    /** Fulfilment in books that take every posting. */
    PaymentFulfilment fulfilmentOf(PurchasesInMemory purchases) {
        return new PaymentFulfilment(
                purchases, bookOf(purchases), this, new CustomersInMemory().desk(), clock());
    }

    /** Books that take every posting. */
    PurchaseBook bookOf(PurchasesInMemory purchases) {
        Ledger ledger =
                (Ledger)
                        Proxy.newProxyInstance(
                                Ledger.class.getClassLoader(),
                                new Class<?>[] {Ledger.class},
                                (proxy, method, arguments) -> true);
        TakeBackBook takeBacks =
                new TakeBackBook(new TakeBacksInMemory(), new NothingAsked(), ledger);
        return new PurchaseBook(purchases, ledger, takeBacks, clock());
    }

    /** An event about this checkout. */
    PaymentEvent event(String id, String checkout) {
        return new PaymentEvent(id, "checkout.session.completed", checkout, null, true, now);
    }

    @Override
    public PaymentState getCheckout(String checkoutId) {
        asked.add(checkoutId);
        now = now.plus(pace);
        await();
        if (isAway) {
            throw new PaymentsUnavailable(
                    "Away", new IllegalStateException(), PaymentsUnavailable.Obstacle.AWAY);
        }
        if (checkoutId.startsWith(WRONG)) {
            throw new PaidOtherwise("Checkout " + checkoutId + " was paid in eur");
        }
        if (checkoutId.startsWith(WAITING)) {
            return new Waiting(checkoutId.startsWith(ON_ITS_WAY));
        }
        if (checkoutId.startsWith(MISSING)) {
            return new Missing();
        }
        Usd credit = Usd.parse(checkoutId.startsWith(DEARER) ? "11" : "10");
        return new Paid(new Payment("payment of " + checkoutId, credit, Usd.ZERO, returns));
    }

    private void await() {
        try {
            beforeAnswer.pass();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public PaymentState getPayment(String paymentId) {
        throw new UnsupportedOperationException("Every payment has a checkout");
    }

    @Override
    public void cancel(String paymentId) {
        throw new UnsupportedOperationException("Every payment has a checkout");
    }

    @Override
    public Optional<String> findCheckoutOf(String paymentId) {
        return Optional.of(paymentId.replace("payment of ", ""));
    }

    @Override
    public Checkout openCheckout(Purchase purchase, Buyer buyer, ReturnAddresses addresses) {
        await();
        return new Checkout("cs_" + purchase.id(), URI.create("https://pay.example/"));
    }

    /** The body is the checkout's id, and the signature the event's. */
    @Override
    public Optional<PaymentEvent> readEvent(byte[] body, String signature) {
        String checkout = new String(body, StandardCharsets.UTF_8);
        return signature.isEmpty() ? Optional.empty() : Optional.of(event(signature, checkout));
    }

    @Override
    public List<PaymentEvent> listEvents(Instant from, Instant to) {
        if (isAway) {
            throw new PaymentsUnavailable(
                    "Away", new IllegalStateException(), PaymentsUnavailable.Obstacle.AWAY);
        }
        return undelivered.stream()
                .filter(event -> !event.createdAt().isBefore(from))
                .filter(event -> event.createdAt().isBefore(to))
                .toList();
    }
}
