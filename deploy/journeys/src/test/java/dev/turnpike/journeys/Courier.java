package dev.turnpike.journeys;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Stands between the payment sandbox and the product's servers as a bad network does: the sandbox
 * itself sends nothing, and the courier brings its events late, often, in disorder, or never.
 */
final class Courier implements AutoCloseable {

    private static final String COMPLETED = "/v1/events?type=checkout.session.completed&limit=100";

    private static final Duration PAUSE = Duration.ofMillis(40);

    /** The sandbox drops so many events at most before it wants to be told again. */
    private static final String NOTHING_IS_SENT = "{\"drop\": 1000}";

    private static final int MOST_COPIES = 20;

    /** The first copy is that late, so that events overtake one another. */
    private static final int FIRST_MILLIS = 300;

    /** The others are that late: beside the first, and long after the credit. */
    private static final int OTHERS_MILLIS = 5_000;

    private static final int OK = 200;

    private final long seed;
    private final Map<String, Sale> sales = new ConcurrentHashMap<>();
    private final List<String> servers;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final ExecutorService carriers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger delivered = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger towardsDoom = new AtomicInteger();
    private final Map<Integer, Integer> unexpected = new ConcurrentHashMap<>();
    private volatile String doomed = "";
    private @Nullable String last;

    private Courier(long seed, List<String> servers) {
        this.seed = seed;
        this.servers = new CopyOnWriteArrayList<>(servers);
    }

    /** Looks for events from now on. */
    static Courier begin(long seed, List<String> servers) {
        Courier courier = new Courier(seed, servers);
        Checkout.faults(NOTHING_IS_SENT);
        JsonNode newest = Checkout.ask(COMPLETED).path("data");
        courier.last = newest.isEmpty() ? null : newest.path(0).path("id").asString();
        var _ =
                courier.clock.scheduleWithFixedDelay(
                        courier::collect, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        var _ =
                courier.clock.scheduleWithFixedDelay(
                        () -> Checkout.faults(NOTHING_IS_SENT), 1, 1, TimeUnit.SECONDS);
        return courier;
    }

    /** Takes over the events of this sale. */
    void expect(Sale sale) {
        sales.put(sale.checkout(), sale);
    }

    /** Until further notice events that will meet a kill go to this server, and no others. */
    void doom(String server) {
        doomed = server;
        towardsDoom.set(0);
    }

    /** How many are on their way to the server that is about to be killed. */
    int towardsDoom() {
        return towardsDoom.get();
    }

    /** Nothing is brought to this server any more, as a load balancer would see to. */
    void avoid(String server) {
        servers.remove(server);
    }

    void useAgain(String server) {
        servers.add(server);
    }

    /** How many copies were taken. */
    int delivered() {
        return delivered.get();
    }

    /** How many copies broke off, or found nobody. */
    int broken() {
        return broken.get();
    }

    /** Answers of living servers that say anything but yes, and how many of each. */
    Map<Integer, Integer> unexpected() {
        return unexpected;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        clock.close();
        carriers.close();
        Checkout.faults("{}");
    }

    private void collect() {
        JsonNode page;
        do {
            page = Checkout.ask(last == null ? COMPLETED : COMPLETED + "&ending_before=" + last);
            List<JsonNode> events = new ArrayList<>();
            page.path("data").forEach(events::add);
            events.reversed().forEach(this::take);
        } while (page.path("has_more").asBoolean());
    }

    private void take(JsonNode event) {
        last = event.path("id").asString();
        Sale sale = sales.get(event.at("/data/object/id").asString());
        if (sale != null && sale.fate() != Sale.Fate.LOST) {
            send(event.toString(), sale);
        }
    }

    private void send(String event, Sale sale) {
        var random = new SplittableRandom(seed + sale.number());
        boolean isDoomed = sale.fate() == Sale.Fate.KILLED;
        int copies = random.nextInt(1, MOST_COPIES + 1);
        for (int copy = 0; copy < copies; copy++) {
            int late = random.nextInt(copy == 0 ? FIRST_MILLIS : OTHERS_MILLIS);
            int where = random.nextInt(MOST_COPIES);
            var _ =
                    clock.schedule(
                            () -> carriers.execute(() -> carry(event, sale, where, isDoomed)),
                            isDoomed ? 0 : late,
                            TimeUnit.MILLISECONDS);
        }
    }

    private void carry(String event, Sale sale, int where, boolean isDoomed) {
        List<String> living = List.copyOf(servers);
        String server = isDoomed ? doomed : living.get(where % living.size());
        if (isDoomed) {
            towardsDoom.incrementAndGet();
        }
        try {
            int status = Webhook.deliverTo(server, event);
            if (status == OK) {
                delivered.incrementAndGet();
            } else if (servers.contains(server)) {
                unexpected.merge(status, 1, Integer::sum);
            }
        } catch (UncheckedIOException fault) {
            broken.incrementAndGet();
            sale.metAKill();
            if (!isDoomed && fault.getCause() instanceof ConnectException && living.size() > 1) {
                carry(event, sale, where + 1, false);
            }
        }
    }
}
