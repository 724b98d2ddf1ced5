package dev.turnpike.sandbox.payments;

import com.sun.net.httpserver.HttpServer;
import dev.turnpike.sandbox.payments.api.ApiPart;
import dev.turnpike.sandbox.payments.api.ApiWrites;
import dev.turnpike.sandbox.payments.api.IdempotentReplies;
import dev.turnpike.sandbox.payments.charges.Charges;
import dev.turnpike.sandbox.payments.charges.PaymentIntents;
import dev.turnpike.sandbox.payments.checkout.CheckoutChecks;
import dev.turnpike.sandbox.payments.checkout.CheckoutCreation;
import dev.turnpike.sandbox.payments.checkout.CheckoutSessions;
import dev.turnpike.sandbox.payments.checkout.LineItems;
import dev.turnpike.sandbox.payments.checkout.PayPages;
import dev.turnpike.sandbox.payments.checkout.PayPart;
import dev.turnpike.sandbox.payments.checkout.Payment;
import dev.turnpike.sandbox.payments.checkout.SessionExpiry;
import dev.turnpike.sandbox.payments.customers.Customers;
import dev.turnpike.sandbox.payments.faults.FaultKnobs;
import dev.turnpike.sandbox.payments.http.Authorization;
import dev.turnpike.sandbox.payments.http.Endpoint;
import dev.turnpike.sandbox.payments.invoices.Invoices;
import dev.turnpike.sandbox.payments.objects.Commits;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Journal;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import dev.turnpike.sandbox.payments.webhooks.WebhookCall;
import dev.turnpike.sandbox.payments.webhooks.WebhookSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for Stripe where no real money shall move: the API, the hosted pay page, and webhooks,
 * on 127.0.0.1.
 */
public final class PaymentSandbox implements AutoCloseable {

    private static final Logger LOG = System.getLogger(PaymentSandbox.class.getName());

    /** Nine attempts within ten minutes: a shop that restarts misses nothing. */
    private static final List<Duration> RETRY_PAUSES =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(120),
                    Duration.ofSeconds(300));

    /** How late the news of an expired checkout may be. */
    private static final Duration EXPIRY_SWEEP = Duration.ofSeconds(5);

    /** What tests replace: the time, and how long failed deliveries wait. */
    record Surroundings(InstantSource clock, List<Duration> retryPauses) {
        static final Surroundings REAL = new Surroundings(InstantSource.system(), RETRY_PAUSES);

        Surroundings {
            retryPauses = List.copyOf(retryPauses);
        }
    }

    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("expiry").factory());
    private final ObjectStore store;
    private final WebhookSender webhooks;

    private PaymentSandbox(
            HttpServer server,
            ObjectStore store,
            PaymentSandboxSettings settings,
            Surroundings surroundings) {
        this.server = server;
        this.store = store;
        InstantSource clock = surroundings.clock();
        var ids = new Ids(new SecureRandom());
        var faults = new FaultKnobs();
        var webhookCall = new WebhookCall(settings.webhookUrl(), settings.webhookSecret(), clock);
        this.webhooks = new WebhookSender(store, faults, webhookCall, surroundings.retryPauses());

        var customers = new Customers(ids, clock);
        var intents = new PaymentIntents(ids, clock);
        var events = new Events(ids, clock);
        var expiry = new SessionExpiry(store, intents, events, clock);
        var commits = new Commits(store, List.of(expiry), webhooks::accept);
        var sessions = new CheckoutSessions(ids, clock, payPages(settings));
        var checkout =
                new CheckoutCreation(
                        sessions, new LineItems(ids, clock), new CheckoutChecks(clock));
        var charges = new Charges(ids, clock);
        var invoices = new Invoices(ids, clock);
        var payment = new Payment(customers, intents, charges, invoices, events);
        var authorization = new Authorization(settings.secretKey());
        var writes = new ApiWrites(new IdempotentReplies(store, clock), commits, faults);
        var routes = Routes.of(store, customers, checkout, expiry);
        var pages = new PayPages();

        serve("/", call -> call.path().equals("/") ? pages.welcome() : pages.unknown());
        serve("/v1/", new ApiPart(authorization, routes, commits, writes, ids));
        serve("/pay/", new PayPart(commits, payment, pages, clock));
        serve("/sandbox/", new FaultPart(authorization, faults, store, webhooks));
        server.setExecutor(requests);
        var _ =
                sweeper.scheduleWithFixedDelay(
                        commits::attendChores,
                        EXPIRY_SWEEP.toMillis(),
                        EXPIRY_SWEEP.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Listens when this returns; whoever started it closes it. */
    public static PaymentSandbox start(PaymentSandboxSettings settings) {
        return start(settings, Surroundings.REAL);
    }

    static PaymentSandbox start(PaymentSandboxSettings settings, Surroundings surroundings) {
        var store = new ObjectStore(journal(settings.dataFolder()));
        var sandbox = new PaymentSandbox(listen(settings, store), store, settings, surroundings);
        sandbox.server.start();
        sandbox.webhooks.resume();
        return sandbox;
    }

    /** The port it listens on, also when any free one was asked for. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        sweeper.shutdownNow();
        webhooks.close();
        requests.shutdownNow();
        store.close();
    }

    /** Runs until the process is ended; the README lists the environment variables it reads. */
    public static void main(String[] arguments) {
        try {
            PaymentSandbox sandbox = start(PaymentSandboxSettings.from(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
            LOG.log(
                    Level.INFO,
                    "PAYMENT SANDBOX, no real money: listening on http://127.0.0.1:{0}",
                    Integer.toString(sandbox.port()));
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException refused) {
            LOG.log(Level.ERROR, refused.getMessage());
            System.exit(2);
        }
    }

    private void serve(String path, Endpoint.Part part) {
        server.createContext(path, new Endpoint(part));
    }

    private static HttpServer listen(PaymentSandboxSettings settings, ObjectStore store) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
            // 0: the system's default number of waiting connections.
            return HttpServer.create(address, 0);
        } catch (IOException taken) {
            store.close();
            throw new UncheckedIOException(
                    "The payment sandbox cannot listen on port " + settings.port() + ".", taken);
        }
    }

    private static @Nullable Journal journal(@Nullable Path folder) {
        return folder == null ? null : new Journal(folder);
    }

    private String payPages(PaymentSandboxSettings settings) {
        String publicUrl = settings.publicUrl();
        String base = publicUrl == null ? "http://127.0.0.1:" + port() : publicUrl;
        return PaymentSandboxSettings.withoutSlash(base) + "/pay/";
    }
}
