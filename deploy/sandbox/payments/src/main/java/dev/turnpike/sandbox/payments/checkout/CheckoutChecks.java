package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

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
                .or(() -> findWrongLine(given));
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
        try {
            URI address = URI.create(plain);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static Optional<ApiError> findWrongCustomer(FormParameters given, Changes changes) {
        Optional<String> customer = given.find("customer");
        if (customer.isEmpty()) {
            return Optional.empty();
        }
        for (String other : List.of("customer_email", "customer_creation")) {
            if (given.has(other)) {
                String message =
                        "You may only specify one of these parameters: customer, %s."
                                .formatted(other);
                return Optional.of(ApiError.invalid(null, message, null));
            }
        }
        return changes.find(Kind.CUSTOMER, customer.get()).isPresent()
                ? Optional.empty()
                : Optional.of(ApiError.unknownReference(Kind.CUSTOMER, customer.get(), "customer"));
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

    private static Optional<ApiError> findWrongLine(FormParameters given) {
        for (int line : given.indices("line_items")) {
            String prefix = "line_items[" + line + "]";
            Optional<String> price = given.find(prefix + "[price]");
            if (price.isPresent()) {
                String message = "No such price: '%s'".formatted(price.get());
                return Optional.of(
                        ApiError.invalid("resource_missing", message, prefix + "[price]"));
            }
            for (String required :
                    List.of(
                            prefix + "[price_data][currency]",
                            prefix + "[price_data][unit_amount]",
                            LineItems.productName(prefix),
                            prefix + "[quantity]")) {
                if (!given.has(required)) {
                    return Optional.of(ApiError.missing(required));
                }
            }
        }
        return Optional.empty();
    }
}
