package dev.turnpike.simulation;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.service.V1Services;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.AskedRefunds;
import dev.turnpike.billing.credits.CustomerBook;
import dev.turnpike.billing.credits.CustomerDesk;
import dev.turnpike.billing.credits.OneHand;
import dev.turnpike.billing.credits.Payment;
import dev.turnpike.billing.credits.PaymentEventBook;
import dev.turnpike.billing.credits.PaymentEventDesk;
import dev.turnpike.billing.credits.PaymentFulfilment;
import dev.turnpike.billing.credits.PaymentMovements;
import dev.turnpike.billing.credits.Payments;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseBook;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.TakeBackBook;
import dev.turnpike.billing.credits.stripe.StripePorts;
import dev.turnpike.billing.credits.stripe.StripeSettings;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.credits.Credits;
import dev.turnpike.persistence.ledger.Ledgers;
import dev.turnpike.sandbox.payments.ClockedSandbox;
import dev.turnpike.sandbox.payments.PaymentSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Buyers who pay at the payment sandbox, and the books that follow them, in one simulated time. */
final class SimulatedShop implements InstantSource, AutoCloseable {

    private static final String GOOD_CARD = "4242424242424242";
    private static final String DISPUTED_CARD = "4000000000000259";
    private static final long POLL_NANOS = 20_000_000;
    private static final int MAX_POLLS = 1_500;

    private volatile Instant now = Instant.EPOCH;
    private final PaymentSandbox sandbox = ClockedSandbox.start(this);
    private final URI address = URI.create("http://127.0.0.1:" + sandbox.port());
    private final StripePorts ports =
            new StripePorts(
                    new StripeSettings(
                            address, ClockedSandbox.SECRET_KEY, "whsec_simulated", false),
                    this);
    private final V1Services stripe =
            StripeClient.builder()
                    .setApiKey(ClockedSandbox.SECRET_KEY)
                    .setApiBase(address.toString())
                    .build()
                    .v1();
    private final HttpClient browser = HttpClient.newHttpClient();

    private final Purchases purchases = Credits.purchases();
    private final Payments payments = ports.payments();
    private final CustomerDesk customers =
            new CustomerDesk(
                    Credits.customers(), new CustomerBook(Credits.customers()), ports.customers());
    private final PaymentEventDesk desk = desk();

    SimulatedShop(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void set(Instant moment) {
        now = moment;
    }

    /** What the payment provider says of our balance. */
    PaymentMovements movements() {
        return ports.movements();
    }

    /** Asks for everything that has happened, and books it. */
    void catchUp() {
        desk.catchUp();
    }

    /** Somebody pays; it is not booked yet. */
    PurchaseId buy(AccountId account, Usd amount, boolean isDisputed) {
        Purchase purchase =
                Purchase.begun(PurchaseId.next(), account, amount, "ada@acme.test", now);
        purchases.add(purchase);
        var back = new Payments.ReturnAddresses(URI.create("http://a/"), URI.create("http://b/"));
        Payments.Checkout checkout =
                customers.with(
                        account,
                        "ada@acme.test",
                        customer ->
                                payments.openCheckout(
                                        purchase, new Payments.Buyer(customer.id(), false), back));
        boolean _ = purchases.attachCheckout(account, purchase.id(), checkout.id());
        pay(checkout.page(), isDisputed ? DISPUTED_CARD : GOOD_CARD);
        return purchase.id();
    }

    /** The payment of a purchase that is booked. */
    String paymentOf(AccountId account, PurchaseId purchase) {
        return String.valueOf(purchases.find(account, purchase).orElseThrow().paymentId());
    }

    void refund(String payment, long cents) throws StripeException {
        stripe.refunds()
                .create(
                        RefundCreateParams.builder()
                                .setPaymentIntent(payment)
                                .setAmount(cents)
                                .build());
    }

    void lose(String payment) throws StripeException {
        stripe.disputes().close(disputeOf(payment).getId());
    }

    void win(String payment) throws StripeException {
        String dispute = disputeOf(payment).getId();
        stripe.disputes()
                .update(
                        dispute,
                        DisputeUpdateParams.builder()
                                .setEvidence(
                                        DisputeUpdateParams.Evidence.builder()
                                                .setUncategorizedText("winning_evidence")
                                                .build())
                                .setSubmit(true)
                                .build());
        for (int i = 0; i < MAX_POLLS; i++) {
            if (stripe.disputes().retrieve(dispute).getStatus().equals("won")) {
                return;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw new IllegalStateException("The bank does not decide about " + dispute);
    }

    private Dispute disputeOf(String payment) throws StripeException {
        return stripe.disputes()
                .list(DisputeListParams.builder().setPaymentIntent(payment).build())
                .getData()
                .getFirst();
    }

    private void pay(URI page, String card) {
        String form = "email=ada%40acme.test&expiry=12%2F60&cvc=123&card_number=" + card;
        HttpRequest request =
                HttpRequest.newBuilder(page)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        try {
            var answer = browser.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new IllegalStateException(answer.body());
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private PaymentEventDesk desk() {
        Ledger ledger = TestDatabase.shared().keeper(Ledger.class, Ledgers::of);
        var book =
                new PurchaseBook(
                        purchases,
                        ledger,
                        new TakeBackBook(Credits.takeBacks(), new NothingAsked(), ledger),
                        this);
        return new PaymentEventDesk(
                payments,
                Credits.events(),
                new PaymentFulfilment(purchases, book, payments, customers, this),
                new PaymentEventBook(Credits.events()),
                OneHand.get(),
                this);
    }

    /** All refunds are made at the payment provider. */
    private static final class NothingAsked implements AskedRefunds {
        @Override
        public List<TakeBack> listOpen(Purchase purchase) {
            return List.of();
        }

        @Override
        public boolean settle(Purchase purchase, Payment.Return made) {
            return false;
        }

        @Override
        public void fail(Purchase purchase, Payment.Return failed) {}
    }

    @Override
    public void close() {
        browser.close();
        sandbox.close();
    }

    /** The first moment of a day in UTC. */
    static Instant startOf(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
