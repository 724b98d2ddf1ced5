package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds what the sandbox serves against the strict types of Stripe's own Node client. */
final class StripeSchema {

    private static final ObjectNode ALL =
            Json.readObject(Template.read("stripe-objects.schema.json"));

    private static final Map<String, String> NAMES =
            Map.of(
                    "checkout.session", "CheckoutSession",
                    "payment_intent", "PaymentIntent",
                    "charge", "Charge",
                    "customer", "Customer",
                    "invoice", "Invoice",
                    "event", "Event",
                    "item", "LineItem");

    private static final Map<String, Schema> COMPILED = new ConcurrentHashMap<>();

    private StripeSchema() {}

    /** An object, each object of a list, or the error envelope. */
    static void check(String body) {
        ObjectNode json = Json.readObject(body);
        if (json.has("error")) {
            assertThat(json.at("/error/type").asString()).isNotBlank();
            assertThat(json.at("/error/message").asString()).isNotBlank();
        } else if (json.path("object").asString().equals("list")) {
            assertThat(json.propertyNames())
                    .containsExactlyInAnyOrder("object", "data", "has_more", "url");
            json.path("data").forEach(element -> assertThat(violations(element)).isEmpty());
        } else {
            assertThat(violations(json)).isEmpty();
        }
    }

    static List<Error> violations(JsonNode object) {
        String name = NAMES.getOrDefault(object.path("object").asString(), "unknown");
        return COMPILED.computeIfAbsent(name, StripeSchema::compile).validate(object);
    }

    private static Schema compile(String name) {
        ObjectNode schema = ALL.deepCopy().put("$ref", "#/$defs/" + name);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }
}
