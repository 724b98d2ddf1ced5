package dev.turnpike.billing.credits.stripe;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.param.EventListParams;
import com.stripe.service.EventService;
import dev.turnpike.billing.credits.PaymentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which of Stripe's events concern purchases, and what they are about. */
final class StripeEvents {

    private static final String CHECKOUT = "checkout.session.";

    /** Those of refunds and disputes; a charge itself changes with its checkout. */
    private static final List<String> RETURNS =
            List.of("charge.refund", "charge.dispute.", "refund.");

    /** What an endpoint at Stripe has to be subscribed to. */
    static final List<String> TYPES =
            List.of(
                    "checkout.session.completed",
                    "checkout.session.async_payment_succeeded",
                    "checkout.session.async_payment_failed",
                    "checkout.session.expired",
                    "charge.refunded",
                    "charge.dispute.created",
                    "charge.dispute.updated",
                    "charge.dispute.funds_withdrawn",
                    "charge.dispute.funds_reinstated",
                    "charge.dispute.closed",
                    "refund.created",
                    "refund.updated",
                    "refund.failed");

    /** Stripe promises 255 characters at most; what does not look so could not be stored. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private static final long PAGE = 100;

    private final EventService events;

    StripeEvents(EventService events) {
        this.events = events;
    }

    List<PaymentEvent> list(Instant from, Instant to) throws StripeException {
        EventListParams params =
                EventListParams.builder()
                        .setCreated(
                                EventListParams.Created.builder()
                                        .setGte(from.getEpochSecond())
                                        .setLte(to.getEpochSecond())
                                        .build())
                        .addAllType(TYPES)
                        .setLimit(PAGE)
                        .build();
        List<PaymentEvent> found = new ArrayList<>();
        for (Event event : events.list(params).autoPagingIterable()) {
            JsonElement object =
                    JsonParser.parseString(event.getDataObjectDeserializer().getRawJson());
            found.add(read(event.getId(), event.getType(), event.getCreated(), object));
        }
        // Stripe lists the newest first.
        Collections.reverse(found);
        return found;
    }

    /**
     * Only ids are taken from an event, and what they name is fetched again: so an event written in
     * another version of Stripe's API, or overtaken by a later one, cannot mislead us.
     *
     * @param created in seconds
     * @param object what the event is about; null or anything when it cannot be read
     */
    static PaymentEvent read(String id, String type, long created, @Nullable JsonElement object) {
        boolean isCheckout = type.startsWith(CHECKOUT);
        boolean isReturn = RETURNS.stream().anyMatch(type::startsWith);
        return new PaymentEvent(
                id,
                type,
                isCheckout ? idIn(object, "id") : null,
                isReturn ? idIn(object, "payment_intent") : null,
                isCheckout || isReturn,
                Instant.ofEpochSecond(created));
    }

    /** The id that a field holds, by itself or within an expanded object. */
    static @Nullable String idIn(@Nullable JsonElement object, String field) {
        JsonElement value = memberOf(object, field);
        JsonElement id = value instanceof JsonObject ? memberOf(value, "id") : value;
        return id instanceof JsonPrimitive text
                        && text.isString()
                        && ID.matcher(text.getAsString()).matches()
                ? text.getAsString()
                : null;
    }

    static @Nullable JsonElement memberOf(@Nullable JsonElement object, String field) {
        return object instanceof JsonObject members ? members.get(field) : null;
    }
}
