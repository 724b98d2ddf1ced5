package dev.turnpike.billing.spending;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.CallDetails;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.Generation.Status;
import dev.turnpike.billing.usage.GenerationId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * The one door through which a call spends.
 *
 * <p>{@code reserve} before dispatch; then exactly one of {@code settle} and {@code release}. When
 * a method returns, what it did is durable.
 */
@Singleton
public class Spending {

    private final Reservations reservations;
    private final Markup markup;
    private final SpendingSettings settings;
    private final InstantSource clock;
    private final NodeId node = new NodeId(UUID.randomUUID());

    @Inject
    public Spending(
            Reservations reservations,
            Markup markup,
            SpendingSettings settings,
            InstantSource clock) {
        this.reservations = reservations;
        this.markup = markup;
        this.settings = settings;
        this.clock = clock;
    }

    /** The most that a call with these token bounds can cost its caller at this price. */
    public Usd ceiling(PriceSheet prices, long maxPromptTokens, long maxCompletionTokens) {
        return Charge.ceiling(prices, markup, maxPromptTokens, maxCompletionTokens);
    }

    /** Sets this amount aside for a new call, or says why not. */
    public Admission reserve(Caller caller, CallDetails details, Usd ceiling) {
        Reservation reservation =
                new Reservation(GenerationId.next(), caller, details, ceiling, clock.instant());
        return reservations.hold(reservation, node, settings.holdLifetime());
    }

    /** Charges what was delivered and frees the rest. Safe to repeat. */
    public Generation settle(Reservation reservation, Delivery delivery, List<Attempt> attempts) {
        Charge charge = Charge.of(delivery.price().sheet(), markup, delivery.usage().counts());
        Generation generation =
                new Generation(
                        reservation.id(),
                        reservation.caller().account(),
                        reservation.caller().key(),
                        reservation.createdAt(),
                        reservation.details(),
                        delivery.cancelled() ? Status.CANCELLED : Status.COMPLETED,
                        Usd.ZERO,
                        attempts,
                        delivery,
                        charge,
                        null);
        reservations.settle(generation);
        return generation;
    }

    /** Frees everything: nothing was delivered, so nothing is charged. Safe to repeat. */
    public void release(Reservation reservation, List<Attempt> attempts, String error) {
        reservations.settle(
                new Generation(
                        reservation.id(),
                        reservation.caller().account(),
                        reservation.caller().key(),
                        reservation.createdAt(),
                        reservation.details(),
                        Status.FAILED,
                        Usd.ZERO,
                        attempts,
                        null,
                        null,
                        error));
    }

    /** Keeps the holds of the calls that run on this node alive. */
    public int renewHolds() {
        return reservations.renew(node, settings.holdLifetime());
    }

    /** Gives back what dead nodes have left behind. */
    public int expireHolds() {
        return reservations.expire();
    }
}
