package dev.turnpike.persistence.spending;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import dev.turnpike.billing.pricing.Usage;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.spending.Reservations;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.CallDetails;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.Generation.Status;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Calls in the making: their reservations, and what became of them. */
public final class Calls {

    public static final NodeId NODE = new NodeId(UUID.randomUUID());

    /** Longer than all tests take. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    public static final CallDetails DETAILS =
            new CallDetails("acme/echo", true, "curl/8", null, "Acme Chat");
    private static final Markup MARKUP = new Markup(1_500);
    private static final PriceVersion PRICE = World.price();

    private Calls() {}

    /** The port, on these connections. */
    public static Reservations reservations(DataSource connections) {
        return new JdbcReservations(new FastDatabase(connections));
    }

    public static Reservation call(Caller caller, Usd amount) {
        return new Reservation(GenerationId.next(), caller, DETAILS, amount, World.NOW);
    }

    /** The call delivered something at this cost; the provider gets four fifths. */
    public static Generation delivered(Reservation call, Usd cost) {
        Usd providerCost = new Usd(cost.nanos() / 5 * 4);
        return delivered(call, new Charge(List.of(), MARKUP, providerCost, cost));
    }

    /** The call delivered these tokens, priced as they are. */
    public static Generation delivered(Reservation call, PriceVersion price, TokenCounts counts) {
        Charge charge = Charge.of(price.sheet(), MARKUP, counts);
        return completed(call, delivery(price, counts), charge);
    }

    public static Generation delivered(Reservation call, Charge charge) {
        return completed(call, delivery(PRICE, TokenCounts.of(TokenClass.OUTPUT, 7)), charge);
    }

    /** The call came to nothing. */
    public static Generation failed(Reservation call) {
        return new Generation(
                call.id(),
                call.caller().account(),
                call.caller().key(),
                call.createdAt(),
                call.details(),
                Status.FAILED,
                Usd.ZERO,
                List.of(new Attempt("acme/echo", "sandbox", 500, 12, "provider_failed")),
                null,
                null,
                "provider_failed");
    }

    private static Generation completed(Reservation call, Delivery delivery, Charge charge) {
        return new Generation(
                call.id(),
                call.caller().account(),
                call.caller().key(),
                call.createdAt(),
                call.details(),
                Status.COMPLETED,
                Usd.ZERO,
                List.of(
                        new Attempt("acme/echo", "slow", 0, 900, "timeout"),
                        new Attempt("acme/echo", "sandbox", 200, 12, null)),
                delivery,
                charge,
                null);
    }

    private static Delivery delivery(PriceVersion price, TokenCounts counts) {
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
                false);
    }
}
