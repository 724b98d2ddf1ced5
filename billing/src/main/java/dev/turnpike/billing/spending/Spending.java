package dev.turnpike.billing.spending;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.spending.Leases.Taken;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.CallDetails;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.Generation.Status;
import dev.turnpike.billing.usage.GenerationId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The one door through which a call spends.
 *
 * <p>{@code reserve} before dispatch; then exactly one of {@code settle} (of a {@code bill}) and
 * {@code release}. When one of these returns, what it did is durable.
 */
@Singleton
public class Spending {

    private final Leases leases;
    private final Settlements settlements;
    private final InstantSource clock;
    private final ConcurrentMap<GenerationId, Reservation> running = new ConcurrentHashMap<>();

    @Inject
    public Spending(Leases leases, Settlements settlements, InstantSource clock) {
        this.leases = leases;
        this.settlements = settlements;
        this.clock = clock;
    }

    /** Sets this amount aside for a new call, or says why not. */
    public Admission reserve(Caller caller, CallDetails details, Usd ceiling) {
        return switch (leases.take(caller, ceiling)) {
            case Taken.Refused(var refusal) -> refusal;
            case Taken.Held(var hold) -> {
                Instant now = clock.instant();
                Reservation reservation =
                        new Reservation(GenerationId.of(now), caller, details, ceiling, now, hold);
                running.put(reservation.id(), reservation);
                yield reservation;
            }
        };
    }

    /** The call of this account that runs on this server under this id. */
    public Optional<Reservation> findRunning(AccountId account, GenerationId id) {
        return Optional.ofNullable(running.get(id))
                .filter(call -> call.caller().account().equals(account));
    }

    /**
     * What a call is to be charged for what was delivered. Nothing is charged yet, so that the
     * answer can be made ready with its cost in it before {@link #settle}.
     *
     * @param markup that with which credit was set aside
     */
    public Generation bill(
            Reservation reservation, Delivery delivery, Markup markup, List<Attempt> attempts) {
        PriceSheet prices = delivery.pricesAt(reservation.createdAt());
        Charge charge =
                Charge.of(prices, markup, delivery.usage().counts())
                        .atMost(reservation.details().maxCost());
        return new Generation(
                reservation.id(),
                reservation.caller().account(),
                reservation.caller().key(),
                reservation.createdAt(),
                reservation.details(),
                delivery.cancelled() ? Status.CANCELLED : Status.COMPLETED,
                attempts,
                delivery,
                charge,
                null);
    }

    /**
     * Charges what this call was billed and frees the rest. Safe to repeat.
     *
     * @throws CallTakenOver when another server makes it: all is freed, and nothing is charged
     */
    public void settle(Reservation reservation, Generation bill) {
        end(reservation, bill);
    }

    /** Frees everything: nothing was delivered, so nothing is charged. Safe to repeat. */
    public void release(Reservation reservation, List<Attempt> attempts, String error) {
        end(
                reservation,
                new Generation(
                        reservation.id(),
                        reservation.caller().account(),
                        reservation.caller().key(),
                        reservation.createdAt(),
                        reservation.details(),
                        Status.FAILED,
                        attempts,
                        null,
                        null,
                        error));
    }

    private void end(Reservation reservation, Generation generation) {
        try {
            settlements.settle(reservation.hold(), generation);
        } catch (CallTakenOver e) {
            running.remove(reservation.id());
            throw e;
        }
        running.remove(reservation.id());
    }
}
