package dev.turnpike.journeys;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.journeys.Sale.Fate;
import dev.turnpike.launcher.Server;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * Buyers who pay at a steady pace at the payment sandbox, a courier who brings its events, and
 * somebody who kills servers over them.
 */
final class Market implements AutoCloseable {

    /** Ten payments a second, and those of which nobody tells in between. */
    private static final Duration PACE = Duration.ofMillis(100);

    /** Of a hundred payments. */
    private static final int LOST = 5;

    private static final int LANDED = 10;

    /** Of so many payments ten meet a kill: two in a hundred. */
    private static final int ROUND = 500;

    private static final int MEET_A_KILL = 10;
    private static final int FIRST_TO_MEET_A_KILL = 440;

    /** A server that was just started is slow at first: each takes so many payments before. */
    private static final int WARM_UP = 5;

    /** The kill comes when so many events at least are on their way to the server. */
    private static final int ON_THEIR_WAY = 3;

    private static final int MOST_ACCOUNTS = 200;

    /** $5 to $100. */
    private static final int MIN_CENTS = 500;

    private static final int MAX_CENTS = 10_000;

    private static final int OPENED_AT_ONCE = 8;
    private static final int OK = 200;

    private final List<Sale> sales;
    private final List<Sale> untold;
    private final Visitor visitor;
    private final RandomGenerator random;
    private final Courier courier;
    private final CreditWatch watch;
    private final ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger landings = new AtomicInteger();
    private final Set<String> complaints = ConcurrentHashMap.newKeySet();
    private CompletableFuture<Void> repair = CompletableFuture.completedFuture(null);
    private volatile boolean isPublicServerUp = true;
    private int kills;

    /** Somebody who is signed in, with the cookies of the browser. */
    private record Visitor(AccountId account, String cookies) {

        static Visitor register(String email) {
            try (Chromium chromium = new Chromium()) {
                Page page = chromium.visit(1280, ColorScheme.LIGHT);
                Portal portal = new Portal(page);
                portal.open("/register");
                portal.register(email);
                portal.heading("First steps").waitFor();
                String cookies =
                        page.context().cookies(Stage.turnpike().publicUrl()).stream()
                                .map(cookie -> cookie.name + "=" + cookie.value)
                                .collect(Collectors.joining("; "));
                return new Visitor(Books.account(email), cookies);
            }
        }
    }

    private Market(List<Sale> sales, List<Sale> untold, Visitor visitor, long seed) {
        this.sales = sales;
        this.untold = untold;
        this.visitor = visitor;
        this.random = new SplittableRandom(seed);
        this.courier =
                Courier.begin(seed, List.of(Stage.turnpike().server().url(), Stage.second().url()));
        this.watch = CreditWatch.begin();
    }

    /** Nobody has opened a checkout yet. */
    static Market open(int count, int untoldCount, long seed) {
        List.of(Stage.turnpike().server(), Stage.second()).forEach(Market::warmUp);
        Visitor visitor = Visitor.register("mary@example.com");
        List<AccountId> accounts =
                Stream.generate(() -> Tenant.with(Usd.ZERO).account())
                        .limit(Math.min(count / 5, MOST_ACCOUNTS))
                        .toList();
        List<Sale> all =
                IntStream.range(0, count + untoldCount)
                        .mapToObj(
                                number -> {
                                    Fate fate = number < count ? fate(number, seed) : Fate.LOST;
                                    AccountId account =
                                            fate == Fate.LANDED
                                                    ? visitor.account()
                                                    : accounts.get(number % accounts.size());
                                    return new Sale(number, account, cents(number, seed), fate);
                                })
                        .toList();
        return new Market(all.subList(0, count), all.subList(count, all.size()), visitor, seed);
    }

    private static void warmUp(Server server) {
        for (int i = 0; i < WARM_UP; i++) {
            Checkout checkout = Checkout.openFor(Tenant.with(Usd.ZERO));
            checkout.pay();
            Webhook.deliverTo(server.url(), checkout.event());
        }
    }

    private static Fate fate(int number, long seed) {
        if (number % ROUND >= FIRST_TO_MEET_A_KILL
                && number % ROUND < FIRST_TO_MEET_A_KILL + MEET_A_KILL) {
            return Fate.KILLED;
        }
        int lot = new SplittableRandom(seed + number).nextInt(100);
        return lot < LOST ? Fate.LOST : lot < LOST + LANDED ? Fate.LANDED : Fate.TOLD;
    }

    private static int cents(int number, long seed) {
        return new SplittableRandom(seed - number).nextInt(MIN_CENTS, MAX_CENTS);
    }

    List<Sale> sales() {
        return sales;
    }

    List<Sale> untold() {
        return untold;
    }

    /** Returns when everybody has paid, and every server is up. */
    void trade() {
        List<Sale> order = inOrder();
        int round = ROUND + ROUND * untold.size() / sales.size();
        for (int from = 0; from < order.size(); from += round) {
            List<Sale> buying = order.subList(from, Math.min(from + round, order.size()));
            open(buying);
            pay(buying);
        }
        repair.join();
    }

    /** A shop has as many checkouts open as it has visitors, and not those of the whole day. */
    private void open(List<Sale> buying) {
        try (ExecutorService pool = Executors.newFixedThreadPool(OPENED_AT_ONCE)) {
            List<CompletableFuture<Void>> opened =
                    buying.stream()
                            .map(sale -> CompletableFuture.runAsync(() -> open(sale), pool))
                            .toList();
            opened.forEach(CompletableFuture::join);
        }
    }

    private void open(Sale sale) {
        sale.open();
        watch.expect(sale);
        courier.expect(sale);
    }

    private void pay(List<Sale> buying) {
        long next = System.nanoTime();
        for (Sale sale : buying) {
            boolean meetsAKill = sale.number() < sales.size() && sale.fate() == Fate.KILLED;
            if (meetsAKill && sale.number() % ROUND == FIRST_TO_MEET_A_KILL) {
                doom();
            }
            // Those who meet a kill all pay at once, and those of whom nobody tells beside others.
            next += meetsAKill || sale.number() >= sales.size() ? 0 : PACE.toNanos();
            LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
            buyers.execute(() -> buy(sale));
        }
    }

    /** After some of those that are told of comes one that is not. */
    private List<Sale> inOrder() {
        List<Sale> order = new ArrayList<>(sales);
        int every = sales.size() / untold.size();
        for (int i = untold.size() - 1; i >= 0; i--) {
            order.add(i * every, untold.get(i));
        }
        return order;
    }

    /** Whether all that was paid was seen in the books. */
    boolean isSettled() {
        return Stream.concat(sales.stream(), untold.stream()).allMatch(Sale::isCredited);
    }

    String landings() {
        return landings + " landings";
    }

    String deliveries() {
        return "%d kills, %d deliveries taken, %d broken off"
                .formatted(kills, courier.delivered(), courier.broken());
    }

    /** What no buyer and no payment provider should be told. */
    Set<String> complaints() {
        courier.unexpected()
                .forEach((status, count) -> complaints.add(count + " events answered " + status));
        return complaints;
    }

    /** How many of them the payment provider holds to be paid, each with its amount. */
    static long paidAtTheSandbox(List<Sale> sales) {
        Map<String, Sale> byCheckout =
                sales.stream().collect(Collectors.toMap(Sale::checkout, sale -> sale));
        long paid = 0;
        String after = "";
        JsonNode page;
        do {
            page = Checkout.ask("/v1/checkout/sessions?status=complete&limit=100" + after);
            for (JsonNode session : page.path("data")) {
                Sale sale = byCheckout.get(session.path("id").asString());
                Usd amount = Usd.ofCents(session.path("amount_total").asLong());
                paid += sale != null && sale.amount().equals(amount) ? 1 : 0;
                after = "&starting_after=" + session.path("id").asString();
            }
        } while (page.path("has_more").asBoolean());
        return paid;
    }

    @Override
    public void close() {
        buyers.close();
        courier.close();
        watch.close();
    }

    private void buy(Sale sale) {
        sale.pay();
        if (sale.fate() == Fate.LANDED && isPublicServerUp) {
            land(sale);
        }
    }

    private void land(Sale sale) {
        URI page =
                URI.create(
                        Stage.turnpike().publicUrl()
                                + "/credits/return?session_id="
                                + sale.checkout());
        try {
            int status =
                    Wire.exchange(
                                    HttpRequest.newBuilder(page)
                                            .header("Cookie", visitor.cookies())
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode();
            if (status == OK) {
                landings.incrementAndGet();
            } else if (isPublicServerUp) {
                complaints.add("A landing was answered " + status);
            }
        } catch (UncheckedIOException _) {
            sale.metAKill();
        }
    }

    /** Kills one of the servers as soon as some events are on their way to it, and starts it. */
    private void doom() {
        repair.join();
        Server server = kills++ % 2 == 0 ? Stage.second() : Stage.turnpike().server();
        boolean isPublic = server == Stage.turnpike().server();
        courier.doom(server.url());
        int moment = random.nextInt(ON_THEIR_WAY, MEET_A_KILL + 1);
        repair =
                CompletableFuture.runAsync(
                        () -> {
                            Awaitility.await()
                                    .atMost(Duration.ofSeconds(30))
                                    .pollInterval(Duration.ofMillis(1))
                                    .until(() -> courier.towardsDoom() >= moment);
                            isPublicServerUp = !isPublic;
                            server.kill();
                            courier.avoid(server.url());
                            server.start();
                            isPublicServerUp = true;
                            courier.useAgain(server.url());
                        },
                        buyers);
    }
}
