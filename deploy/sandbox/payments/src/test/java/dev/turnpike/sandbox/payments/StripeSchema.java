package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.turnpike.sandbox.payments.objects.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds what the sandbox serves against the strict types of Stripe's own Node client. */
final class StripeSchema {

    private static final ObjectNode ALL = Json.readObject(read("stripe-objects.schema.json"));

    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("checkout.session", "CheckoutSession"),
                    Map.entry("payment_intent", "PaymentIntent"),
                    Map.entry("setup_intent", "SetupIntent"),
                    Map.entry("payment_method", "PaymentMethod"),
                    Map.entry("charge", "Charge"),
                    Map.entry("customer", "Customer"),
                    Map.entry("tax_id", "TaxId"),
                    Map.entry("product", "Product"),
                    Map.entry("price", "Price"),
                    Map.entry("invoice", "Invoice"),
                    Map.entry("refund", "Refund"),
                    Map.entry("dispute", "Dispute"),
                    Map.entry("balance_transaction", "BalanceTransaction"),
                    Map.entry("billing_portal.session", "PortalSession"),
                    Map.entry("webhook_endpoint", "WebhookEndpoint"),
                    Map.entry("event", "Event"),
                    Map.entry("item", "LineItem"));

    private static final Map<String, Schema> COMPILED = new ConcurrentHashMap<>();

    private StripeSchema() {}

    /** An object, each object of a list, or the error envelope. */
    static void check(String body) {
        ObjectNode json = Json.readObject(body);
        if (json.has("error")) {
            assertThat(json.at("/error/type").asString()).isNotBlank();
            assertThat(json.at("/error/message").asString()).isNotBlank();
            // A payment that failed is told in the same words as its last_payment_error.
            assertThat(violations(json.path("error"), "CardError")).isEmpty();
        } else if (json.path("object").asString().equals("list")) {
            assertThat(json.propertyNames())
                    .containsExactlyInAnyOrder("object", "data", "has_more", "url");
            json.path("data").forEach(element -> assertThat(violations(element)).isEmpty());
        } else {
            assertThat(violations(json)).isEmpty();
        }
    }

    static List<Error> violations(JsonNode object) {
        String kind = object.path("object").asString();
        boolean isDeleted = object.path("deleted").asBoolean(false);
        String name = (isDeleted ? "Deleted" : "") + NAMES.getOrDefault(kind, "Unknown");
        return violations(object, name);
    }

    private static List<Error> violations(JsonNode object, String name) {
        return COMPILED.computeIfAbsent(name, StripeSchema::compile).validate(object);
    }

    private static Schema compile(String name) {
        assertThat(ALL.path("roots").path(name).isMissingNode())
                .as("Stripe's type for %s is not in the schema", name)
                .isFalse();
        ObjectNode schema = ALL.deepCopy();
        schema.setAll((ObjectNode) ALL.path("roots").path(name));
        schema.remove("roots");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }

    static String read(String name) {
        try (var stream = StripeSchema.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
