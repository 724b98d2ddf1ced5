package dev.turnpike.web.usage;

import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Moment;
import java.util.Locale;

/**
 * A call as its row shows it.
 *
 * @param model the one that answered, or the one that was asked when there is none
 * @param state completed, cancelled or failed
 * @param tokens in and out, or a dash
 */
public record CallRow(
        String id,
        Moment createdAt,
        String model,
        String provider,
        String key,
        String state,
        String tokens,
        String duration,
        Amount cost) {

    /** The row of a call, with names for what it knows by id. */
    public static CallRow of(Generation call, Names names) {
        Delivery delivery = call.delivery();
        return new CallRow(
                call.id().toString(),
                Moment.of(call.createdAt()),
                delivery == null ? call.details().model() : delivery.model(),
                delivery == null ? "" : names.provider(delivery.provider()),
                names.key(call.key()),
                state(call.status()),
                delivery == null ? "–" : tokens(delivery),
                delivery == null ? "–" : millis(delivery.totalMillis()),
                Amount.of(call.cost()));
    }

    static String state(Generation.Status status) {
        return switch (status) {
            case COMPLETED -> "completed";
            case CANCELLED -> "cancelled";
            case FAILED -> "failed";
        };
    }

    /** Milliseconds as people read them. */
    static String millis(long millis) {
        return count(millis) + " ms";
    }

    /** A count with its thousands set apart. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String tokens(Delivery delivery) {
        return count(delivery.usage().promptTokens())
                + " → "
                + count(delivery.usage().completionTokens());
    }
}
