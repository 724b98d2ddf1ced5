package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import dev.turnpike.billing.pricing.Usage;
import dev.turnpike.billing.spending.Admission;
import dev.turnpike.billing.spending.Leases;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.spending.Settlements;
import dev.turnpike.billing.spending.Spending;
import dev.turnpike.billing.spending.SpendingSettings;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.CallDetails;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** All that one server process has for spending, on connections of its own. */
public final class SpendingNode {

    public static final CallDetails DETAILS =
            new CallDetails("acme/echo", true, "curl/8", null, "Acme Chat", null);

    /** Longer than all tests take: a node dies when its test says so. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final PriceVersion NANO_PER_TOKEN = World.nanoPerToken();

    public final Leases leases;
    final NodeTime time;
    private final NotedLeaseBook book;
    private final Spending spending;
    private final Markup markup;

    /** A node without a markup: a call costs what its provider gets. */
    public SpendingNode(DataSource connections) {
        this(connections, new Markup(0));
    }

    public SpendingNode(DataSource connections, Markup markup) {
        this(connections, markup, InstantSource.system(), ticking(), new NodeTime(false));
    }

    /** A node on which one call at a time asks for credit, and which waits for no dead one. */
    static SpendingNode withoutPatience(DataSource connections) {
        return new SpendingNode(
                connections, new Markup(0), InstantSource.system(), ticking(), new NodeTime(true));
    }

    /** Goes on by a microsecond with each look, so that no two calls begin at once. */
    private static InstantSource ticking() {
        var looks = new AtomicLong();
        return () -> World.NOW.plusNanos(1_000 * looks.getAndIncrement());
    }

    /**
     * @param clock what this server believes about the time
     */
    SpendingNode(DataSource connections, InstantSource clock) {
        this(connections, new Markup(0), clock, clock, new NodeTime(false));
    }

    private SpendingNode(
            DataSource connections,
            Markup markup,
            InstantSource clockOfLimits,
            InstantSource clockOfCalls,
            NodeTime time) {
        this.time = time;
        var database = new FastDatabase(connections);
        book = new NotedLeaseBook(new JdbcLeaseBook(database), time);
        leases = new Leases(book, new SpendingSettings(LIFETIME), clockOfLimits, time::nanoTime);
        spending =
                new Spending(
                        leases, new Settlements(new JdbcSettlementBook(database)), clockOfCalls);
        this.markup = markup;
    }

    public Admission reserve(Caller caller, Usd amount) {
        time.callBegins();
        return spending.reserve(caller, DETAILS, amount);
    }

    /** A call that must be admitted. */
    public Reservation hold(Caller caller, Usd amount) {
        Admission answer = reserve(caller, amount);
        assertThat(answer).isInstanceOf(Reservation.class);
        return (Reservation) answer;
    }

    /**
     * The call delivered as many tokens as this is nano-dollars, at a nano-dollar each; the markup
     * comes on top.
     */
    public Generation settle(Reservation call, Usd providerCost) {
        return settle(
                call, NANO_PER_TOKEN, TokenCounts.of(TokenClass.OUTPUT, providerCost.nanos()));
    }

    public Generation settle(Reservation call, PriceVersion price, TokenCounts counts) {
        return settle(call, delivery(price, counts, null));
    }

    /** The call was served by this tier. */
    public Generation settle(
            Reservation call, PriceVersion price, TokenCounts counts, ServiceTier tier) {
        return settle(call, delivery(price, counts, tier));
    }

    private Generation settle(Reservation call, Delivery delivery) {
        Generation bill =
                spending.bill(
                        call,
                        delivery,
                        markup,
                        List.of(
                                new Attempt("acme/echo", "slow", 0, 900, "timeout"),
                                new Attempt("acme/echo", "sandbox", 200, 12, null)));
        spending.settle(call, bill);
        return bill;
    }

    /** The call came to nothing. */
    public void release(Reservation call) {
        spending.release(
                call,
                List.of(new Attempt("acme/echo", "sandbox", 500, 12, "provider_failed")),
                "provider_failed");
    }

    /** As which the database knows it now. */
    UUID id() {
        return book.joined().value();
    }

    /** From now on the database takes this node for dead, and nobody has told the node. */
    public void fallSilent() {
        World.execute(
                "update node set alive_until = clock_timestamp() where node_id = '%s'"
                        .formatted(id()));
    }

    /** This server dies, and another one starts in its place. */
    void startAnew() {
        fallSilent();
        leases.renew();
    }

    static Delivery delivery(PriceVersion price, TokenCounts counts) {
        return delivery(price, counts, null);
    }

    private static Delivery delivery(
            PriceVersion price, TokenCounts counts, @Nullable ServiceTier tier) {
        return new Delivery(
                "acme/echo",
                "sandbox",
                price,
                Usage.reported(counts),
                "up-1",
                "stop",
                "end_turn",
                150,
                900,
                false,
                tier);
    }
}
