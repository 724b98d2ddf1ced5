package dev.turnpike.sandbox.payments.checkout;

import static dev.turnpike.sandbox.payments.api.ParameterRules.FLAG;
import static dev.turnpike.sandbox.payments.api.ParameterRules.METADATA;
import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;
import static dev.turnpike.sandbox.payments.api.ParameterRules.TIME;
import static dev.turnpike.sandbox.payments.api.ParameterRules.oneOf;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.charges.Shipping;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Opens a checkout, or says why the order cannot be sold. */
public final class CheckoutCreation {

    /** Parameters that appear in the session as they were given. */
    static final List<String> COPIED_TEXTS =
            List.of(
                    "cancel_url",
                    "client_reference_id",
                    "customer",
                    "customer_email",
                    "locale",
                    "submit_type",
                    "success_url");

    private static final List<String> PAYMENT_TEXTS =
            List.of(
                    "description",
                    "receipt_email",
                    "setup_future_usage",
                    "statement_descriptor_suffix");

    /** Stripe's smallest charge in dollars, cents. */
    private static final long MIN_TOTAL_CENTS = 50;

    /** Stripe's largest charge in dollars, cents. */
    private static final long MAX_TOTAL_CENTS = 99_999_999;

    private final CheckoutSessions sessions;
    private final LineItems lineItems;
    private final CheckoutChecks checks;

    public CheckoutCreation(CheckoutSessions sessions, LineItems lineItems, CheckoutChecks checks) {
        this.sessions = sessions;
        this.lineItems = lineItems;
        this.checks = checks;
    }

    public static ParameterRules rules() {
        ParameterRules rules =
                ParameterRules.expandOnly()
                        .with("mode", oneOf("payment"))
                        .with("ui_mode", oneOf("hosted_page"))
                        .with("currency", oneOf("usd"))
                        .with("payment_method_types[]", oneOf("card"))
                        .with("customer_creation", oneOf("always", "if_required"))
                        .with("expires_at", TIME)
                        .with("invoice_creation[enabled]", FLAG)
                        .with("automatic_tax[enabled]", FLAG)
                        .with("tax_id_collection[enabled]", FLAG)
                        .with("customer_update[name]", oneOf("auto", "never"))
                        .with("customer_update[address]", oneOf("auto", "never"))
                        .with("metadata[*]", METADATA)
                        .with("payment_intent_data[metadata][*]", METADATA)
                        .with("line_items[][price]", TEXT)
                        .with("line_items[][quantity]", new ParameterRules.Whole(1, 999_999))
                        .with("line_items[][price_data][currency]", oneOf("usd"))
                        .with(
                                "line_items[][price_data][unit_amount]",
                                new ParameterRules.Whole(0, MAX_TOTAL_CENTS))
                        .with(
                                "line_items[][price_data][tax_behavior]",
                                oneOf("exclusive", "unspecified"))
                        .with("line_items[][price_data][product_data][name]", TEXT)
                        .with("line_items[][price_data][product_data][description]", TEXT);
        COPIED_TEXTS.forEach(name -> rules.with(name, TEXT));
        PAYMENT_TEXTS.forEach(name -> rules.with("payment_intent_data[" + name + "]", TEXT));
        rules.with("payment_intent_data[setup_future_usage]", oneOf("off_session", "on_session"));
        Shipping.addTo(rules, "payment_intent_data[shipping]");
        return rules.with("submit_type", oneOf("auto", "book", "donate", "pay"));
    }

    public Reply create(Call call) {
        FormParameters given = call.parameters();
        Optional<ApiError> refusal = checks.findRefusal(given, call.changes());
        if (refusal.isPresent()) {
            return new Reply.Refused(refusal.get());
        }
        ArrayNode items = Json.array();
        given.indices("line_items")
                .forEach(
                        line ->
                                items.add(
                                        lineItems.create(
                                                given,
                                                "line_items[" + line + "]",
                                                call.changes())));
        long totalCents = LineItems.totalCents(items);
        if (totalCents < MIN_TOTAL_CENTS || totalCents > MAX_TOTAL_CENTS) {
            return new Reply.Refused(wrongTotal(totalCents));
        }
        ObjectNode session = sessions.open(given, totalCents);
        ObjectNode order = order(session, items, given);
        given.find("customer_email").ifPresent(email -> CheckoutSessions.setEmail(session, email));
        given.find("customer")
                .flatMap(id -> call.changes().find(Kind.CUSTOMER, id))
                .ifPresent(customer -> describe(session, order, customer));
        call.changes().put(session);
        call.changes().put(order);
        return new Reply.Done(session);
    }

    /** What is known of the customer need not be asked, and may decide about tax. */
    private static void describe(ObjectNode session, ObjectNode order, ObjectNode customer) {
        String email = Json.textAt(customer, "/email");
        String country = Json.textAt(customer, "/address/country");
        if (email.isEmpty() && country.isEmpty()) {
            return;
        }
        CheckoutSessions.setEmail(session, email);
        ObjectNode details = session.withObject("customer_details");
        details.set("email", customer.path("email"));
        details.set("name", customer.path("name"));
        if (!country.isEmpty()) {
            details.set("address", customer.path("address").deepCopy());
            if (OrderTax.isOn(session)) {
                OrderTax.apply(session, order, country, false);
            }
        }
    }

    private static ApiError wrongTotal(long totalCents) {
        if (totalCents < MIN_TOTAL_CENTS) {
            return ApiError.invalid(
                    "amount_too_small",
                    "The Checkout Session's total amount due must add up to at least $0.50 usd",
                    null);
        }
        return ApiError.invalid(
                "amount_too_large",
                "The Checkout Session's total amount due must be no more than $999,999.99",
                null);
    }

    /** What the payment needs later and the session does not show. */
    private static ObjectNode order(ObjectNode session, ArrayNode items, FormParameters given) {
        ObjectNode order =
                Json.object()
                        .put("id", Json.textAt(session, "/id"))
                        .put("object", Kind.ORDER.objectName());
        order.set("data", items);
        ObjectNode payment = order.putObject("payment");
        for (String name : PAYMENT_TEXTS) {
            given.find("payment_intent_data[" + name + "]")
                    .ifPresent(text -> payment.put(name, text));
        }
        Shipping.find(given, "payment_intent_data[shipping]")
                .ifPresent(shipping -> payment.set("shipping", shipping));
        order.set("customer_update", Json.ofTexts(given.entries("customer_update")));
        payment.set("metadata", Json.ofTexts(given.entries("payment_intent_data[metadata]")));
        return order;
    }
}
