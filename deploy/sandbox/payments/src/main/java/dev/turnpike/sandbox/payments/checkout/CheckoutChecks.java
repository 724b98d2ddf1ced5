package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.http.WebAddress;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Checks how the parameters of a new checkout fit together and what they point to. */
public final class CheckoutChecks {

    /** Stripe's shortest time to pay; the longest is {@link CheckoutSessions#LIFETIME}. */
    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(30);

    private final InstantSource clock;

    public CheckoutChecks(InstantSource clock) {
        this.clock = clock;
    }

    public Optional<ApiError> findRefusal(FormParameters given, Changes changes) {
        for (String required : List.of("mode", "success_url")) {
            if (!given.has(required)) {
                return Optional.of(ApiError.missing(required));
            }
        }
        if (given.indices("line_items").isEmpty()) {
            return Optional.of(ApiError.missing("line_items"));
        }
        return findWrongAddress(given)
                .or(() -> findWrongCustomer(given, changes))
                .or(() -> findWrongExpiry(given))
                .or(() -> findWrongLine(given, changes));
    }

    private static Optional<ApiError> findWrongAddress(FormParameters given) {
        for (String name : List.of("success_url", "cancel_url")) {
            Optional<String> url = given.find(name);
            if (url.isPresent() && !isWebAddress(url.get())) {
                return Optional.of(ApiError.invalid("url_invalid", "Not a valid URL", name));
            }
        }
        return Optional.empty();
    }

    private static boolean isWebAddress(String text) {
        // The placeholder's braces are not allowed in an address; Stripe takes them all the same.
        String plain = text.replace(SuccessAddress.PLACEHOLDER, "id");
        return WebAddress.isOne(plain);
    }

    private static Optional<ApiError> findWrongCustomer(FormParameters given, Changes changes) {
        Optional<String> customer = given.find("customer");
        if (customer.isEmpty()) {
            return given.entries("customer_update").isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            ApiError.invalid(
                                    null,
                                    "`customer_update` can only be used with `customer`.",
                                    "customer_update"));
        }
        for (String other : List.of("customer_email", "customer_creation")) {
            if (given.has(other)) {
                String message =
                        "You may only specify one of these parameters: customer, %s."
                                .formatted(other);
                return Optional.of(ApiError.invalid(null, message, null));
            }
        }
        Optional<ObjectNode> found = changes.find(Kind.CUSTOMER, customer.get());
        return found.isEmpty()
                ? Optional.of(ApiError.unknownReference(Kind.CUSTOMER, customer.get(), "customer"))
                : findMissingUpdate(given, found.get());
    }

    /** A known customer is only changed by what a visitor types when the shop allows it. */
    private static Optional<ApiError> findMissingUpdate(FormParameters given, ObjectNode customer) {
        if (given.isTrue("tax_id_collection[enabled]")
                && !given.find("customer_update[name]").equals(Optional.of("auto"))) {
            return Optional.of(
                    ApiError.invalid(
                            null,
                            "Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing customer, please set `customer_update[name]` to `auto`.",
                            null));
        }
        boolean hasAddress = !Json.textAt(customer, "/address/country").isEmpty();
        if (given.isTrue("automatic_tax[enabled]")
                && !hasAddress
                && !given.find("customer_update[address]").equals(Optional.of("auto"))) {
            return Optional.of(
                    ApiError.invalid(
                            "customer_tax_location_invalid",
                            "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set either `customer_update[address]` to 'auto' or `customer_update[shipping]` to 'auto' to save the address entered in Checkout to the Customer.",
                            null));
        }
        return Optional.empty();
    }

    private Optional<ApiError> findWrongExpiry(FormParameters given) {
        long now = clock.instant().getEpochSecond();
        long earliest = now + SHORTEST_LIFETIME.toSeconds();
        long latest = now + CheckoutSessions.LIFETIME.toSeconds();
        return given.findNumber("expires_at")
                .filter(expiry -> expiry < earliest || expiry > latest)
                .map(
                        _ ->
                                ApiError.invalid(
                                        null,
                                        "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
                                        "expires_at"));
    }

    private static Optional<ApiError> findWrongLine(FormParameters given, Changes changes) {
        for (int line : given.indices("line_items")) {
            String prefix = "line_items[" + line + "]";
            Optional<String> price = given.find(prefix + "[price]");
            Optional<ApiError> wrong =
                    price.isPresent()
                            ? findWrongPrice(price.get(), prefix, given, changes)
                            : findWrongPriceData(prefix, given);
            if (wrong.isPresent()) {
                return wrong;
            }
            if (!given.has(prefix + "[quantity]")) {
                return Optional.of(ApiError.missing(prefix + "[quantity]"));
            }
        }
        return Optional.empty();
    }

    private static Optional<ApiError> findWrongPrice(
            String id, String prefix, FormParameters given, Changes changes) {
        String parameter = prefix + "[price]";
        if (!given.entries(prefix + "[price_data]").isEmpty()) {
            String message = "You may only specify one of these parameters: price, price_data.";
            return Optional.of(ApiError.invalid(null, message, prefix));
        }
        Optional<ObjectNode> price = changes.find(Kind.PRICE, id);
        if (price.isEmpty()) {
            return Optional.of(ApiError.unknownReference(Kind.PRICE, id, parameter));
        }
        String message = "The price specified is inactive. This field only accepts active prices.";
        return price.get().path("active").asBoolean()
                ? Optional.empty()
                : Optional.of(ApiError.invalid(null, message, parameter));
    }

    private static Optional<ApiError> findWrongPriceData(String prefix, FormParameters given) {
        for (String required :
                List.of(
                        prefix + "[price_data][currency]",
                        prefix + "[price_data][unit_amount]",
                        LineItems.productName(prefix))) {
            if (!given.has(required)) {
                return Optional.of(ApiError.missing(required));
            }
        }
        return Optional.empty();
    }
}
