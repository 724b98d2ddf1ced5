package dev.turnpike.sandbox.payments.api;

import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Replaces ids by the objects they name, where a caller asked for it with {@code expand[]}. */
public final class Expansion {

    /** Stripe's own limit. */
    private static final int MAX_LEVELS = 4;

    private static final Map<String, Kind> EXPANDABLE =
            Map.of(
                    "customer", Kind.CUSTOMER,
                    "payment_intent", Kind.PAYMENT_INTENT,
                    "payment_method", Kind.PAYMENT_METHOD,
                    "default_payment_method", Kind.PAYMENT_METHOD,
                    "charge", Kind.CHARGE,
                    "latest_charge", Kind.CHARGE,
                    "balance_transaction", Kind.BALANCE_TRANSACTION,
                    "product", Kind.PRODUCT,
                    "invoice", Kind.INVOICE);

    private Expansion() {}

    /** Expands in place; an answer means that a path cannot be expanded. */
    static Optional<ApiError> expand(ObjectNode body, Call call) {
        for (String path : call.parameters().listValues("expand")) {
            List<String> steps = List.of(path.split("\\.", -1));
            if (steps.size() > MAX_LEVELS) {
                return refuse("You cannot expand more than 4 levels of a property (" + path + ").");
            }
            if (!expand(body, steps, call.changes())) {
                return refuse("This property cannot be expanded (" + path + ").");
            }
        }
        return Optional.empty();
    }

    private static boolean expand(ObjectNode object, List<String> steps, Changes changes) {
        JsonNode reached = reach(object, steps.getFirst(), changes);
        List<String> rest = steps.subList(1, steps.size());
        if (reached == null) {
            return false;
        }
        if (rest.isEmpty()) {
            return EXPANDABLE.containsKey(steps.getFirst())
                    || steps.getFirst().equals("source")
                    || steps.getFirst().equals("line_items");
        }
        if (reached.isNull()) {
            return true;
        }
        if (reached.isArray()) {
            return reached.valueStream()
                    .allMatch(element -> expand((ObjectNode) element, rest, changes));
        }
        return reached instanceof ObjectNode inner && expand(inner, rest, changes);
    }

    /** What the field holds after expanding it, or nothing when there is no such field. */
    private static @Nullable JsonNode reach(ObjectNode object, String field, Changes changes) {
        if (field.equals("line_items")) {
            expandLineItems(object, changes);
        }
        Kind kind = EXPANDABLE.get(field);
        JsonNode value = object.get(field);
        if (field.equals("source")) {
            expandSource(object, changes);
        } else if (kind != null && value != null && value.isString()) {
            changes.find(kind, value.asString()).ifPresent(found -> object.set(field, found));
        }
        return object.get(field);
    }

    /** What a booking is for can be of several kinds. */
    private static void expandSource(ObjectNode booking, Changes changes) {
        String id = Json.textAt(booking, "/source");
        for (Kind kind : List.of(Kind.CHARGE, Kind.REFUND, Kind.DISPUTE)) {
            changes.find(kind, id).ifPresent(found -> booking.set("source", found));
        }
    }

    private static void expandLineItems(ObjectNode object, Changes changes) {
        boolean isSession =
                Json.textAt(object, "/object").equals(Kind.CHECKOUT_SESSION.objectName());
        if (isSession && !object.has("line_items")) {
            changes.find(Kind.ORDER, Json.textAt(object, "/id"))
                    .ifPresent(order -> object.set("line_items", lineItems(order)));
        }
    }

    /** The lines of an order as Stripe lists them. */
    public static ObjectNode lineItems(ObjectNode order) {
        String url = "/v1/checkout/sessions/" + Json.textAt(order, "/id") + "/line_items";
        ObjectNode list = Listing.envelope(url, false);
        list.set("data", order.withArray("data").deepCopy());
        return list;
    }

    private static Optional<ApiError> refuse(String message) {
        return Optional.of(ApiError.invalid(null, message, "expand"));
    }
}
