package dev.turnpike.sandbox.payments;

import com.sun.net.httpserver.HttpServer;
import dev.turnpike.sandbox.payments.api.ApiPart;
import dev.turnpike.sandbox.payments.api.ApiWrites;
import dev.turnpike.sandbox.payments.api.IdempotentReplies;
import dev.turnpike.sandbox.payments.documents.DocumentPart;
import dev.turnpike.sandbox.payments.faults.FaultKnobs;
import dev.turnpike.sandbox.payments.faults.SkewedClock;
import dev.turnpike.sandbox.payments.http.Authorization;
import dev.turnpike.sandbox.payments.http.Endpoint;
import dev.turnpike.sandbox.payments.objects.Commits;
import dev.turnpike.sandbox.payments.objects.Journal;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import dev.turnpike.sandbox.payments.pages.Addresses;
import dev.turnpike.sandbox.payments.pages.Frame;
import dev.turnpike.sandbox.payments.webhooks.Destinations;
import dev.turnpike.sandbox.payments.webhooks.WebhookCall;
import dev.turnpike.sandbox.payments.webhooks.WebhookSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
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
        var faults = new FaultKnobs();
        var webhookClock = new SkewedClock(surroundings.clock(), faults);
        var destinations = new Destinations(store, settings.webhookUrl(), settings.webhookSecret());
        this.webhooks =
                new WebhookSender(
                        store,
                        faults,
                        new WebhookCall(webhookClock),
                        destinations,
                        surroundings.retryPauses());
        var house =
                new House(
                        store,
                        faults,
                        surroundings.clock(),
                        webhookClock,
                        destinations::count,
                        new Addresses(publicUrl(settings)));
        var commits = new Commits(store, house.chores(), webhooks::accept);
        var frame = new Frame();
        var authorization = new Authorization(settings.secretKey());
        var writes =
                new ApiWrites(new IdempotentReplies(store, surroundings.clock()), commits, faults);

        serve("/", call -> call.path().equals("/") ? frame.welcome() : frame.unknown());
        serve(
                "/v1/",
                new ApiPart(authorization, house.routes(), commits, writes, faults, house.ids()));
        serve("/pay/", house.payPart(commits, frame));
        serve("/portal/", house.portalPart(commits, frame));
        serve("/authenticate/", house.authenticationPart(commits, frame));
        var documents = new DocumentPart(store, frame);
        serve("/receipts/", documents);
        serve("/invoices/", documents);
        serve(
                "/sandbox/",
                new FaultPart(
                        authorization,
                        faults,
                        store,
                        webhooks,
                        new DisputePart(
                                commits, surroundings.clock(), pause -> wake(commits, pause))));
        server.setExecutor(requests);
        sweep(commits);
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

    private void sweep(Commits commits) {
        var _ =
                sweeper.scheduleWithFixedDelay(
                        commits::attendChores,
                        EXPIRY_SWEEP.toMillis(),
                        EXPIRY_SWEEP.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Looks after what is due then, and not only at the next sweep. */
    private void wake(Commits commits, Duration pause) {
        var _ = sweeper.schedule(commits::attendChores, pause.toMillis(), TimeUnit.MILLISECONDS);
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

    private String publicUrl(PaymentSandboxSettings settings) {
        String publicUrl = settings.publicUrl();
        return PaymentSandboxSettings.withoutSlash(
                publicUrl == null ? "http://127.0.0.1:" + port() : publicUrl);
    }
}
