package dev.turnpike.sandbox.payments.charges;

import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;

import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Where goods go: kept with a payment as it was given, and shown with it. */
public final class Shipping {

    private static final List<String> TEXTS =
            List.of("carrier", "name", "phone", "tracking_number");

    private static final List<String> ADDRESS =
            List.of("city", "country", "line1", "line2", "postal_code", "state");

    private Shipping() {}

    /**
     * Lets callers give it.
     *
     * @param name of the parameter, as {@code shipping}
     */
    public static void addTo(ParameterRules rules, String name) {
        TEXTS.forEach(text -> rules.with("%s[%s]".formatted(name, text), TEXT));
        ADDRESS.forEach(line -> rules.with("%s[address][%s]".formatted(name, line), TEXT));
    }

    /** As Stripe shows it, when it was given. */
    public static Optional<ObjectNode> find(FormParameters given, String name) {
        Map<String, String> address = given.entries(name + "[address]");
        ObjectNode shipping = Json.object();
        ADDRESS.forEach(line -> shipping.withObject("address").put(line, address.get(line)));
        boolean isGiven = !address.isEmpty();
        for (String text : TEXTS) {
            Optional<String> value = given.find("%s[%s]".formatted(name, text));
            isGiven |= value.isPresent();
            shipping.put(text, value.orElse(null));
        }
        return isGiven ? Optional.of(shipping) : Optional.empty();
    }
}
