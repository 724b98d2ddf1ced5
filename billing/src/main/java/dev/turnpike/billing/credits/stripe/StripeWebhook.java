package dev.turnpike.billing.credits.stripe;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.turnpike.billing.credits.Payments.PaymentEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells a genuine webhook call from a forged, stale or premature one. */
final class StripeWebhook {

    private static final Logger LOG = System.getLogger(StripeWebhook.class.getName());

    /** Stripe's own tolerance; we apply it to clocks that run ahead as well. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /**
     * What stripe-java can take apart: it fails on any other text instead of refusing it. Nothing
     * is tried a second time, or a long header would exhaust the stack.
     */
    private static final Pattern SIGNATURE =
            Pattern.compile("t=([0-9]{1,12})(?:,v[0-9]++=[0-9a-zA-Z]++)++");

    private static final String CHECKOUT_EVENTS = "checkout.session.";
    private static final Gson JSON = new Gson();

    private final String secret;
    private final InstantSource clock;

    StripeWebhook(String secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    Optional<PaymentEvent> read(byte[] body, String signature) {
        String text = new String(body, StandardCharsets.UTF_8);
        return isGenuine(text, signature) ? parse(text) : Optional.empty();
    }

    /** stripe-java refuses a signature that is too old, but not one that is dated ahead. */
    private boolean isGenuine(String body, String signature) {
        Matcher parts = SIGNATURE.matcher(signature);
        if (!parts.matches() || isFromTheFuture(Long.parseLong(parts.group(1)))) {
            return false;
        }
        try {
            return Webhook.Signature.verifyHeader(
                    body, signature, secret, TOLERANCE.toSeconds(), clock.withZone(ZoneOffset.UTC));
        } catch (SignatureVerificationException _) {
            return false;
        }
    }

    private boolean isFromTheFuture(long seconds) {
        return Instant.ofEpochSecond(seconds).isAfter(clock.instant().plus(TOLERANCE));
    }

    /**
     * Only the id is taken from an event, and the checkout is fetched again: so an event written in
     * another version of Stripe's API, or overtaken by a later one, cannot mislead us.
     */
    private static Optional<PaymentEvent> parse(String body) {
        Event event = event(body);
        if (event == null || event.id() == null || event.type() == null) {
            LOG.log(Level.WARNING, "A signed payment event cannot be read; it is refused.");
            return Optional.empty();
        }
        boolean isAboutACheckout = event.type().startsWith(CHECKOUT_EVENTS);
        return Optional.of(
                new PaymentEvent(
                        event.id(), event.type(), isAboutACheckout ? event.checkoutId() : null));
    }

    private static @Nullable Event event(String body) {
        try {
            return JSON.fromJson(body, Event.class);
        } catch (JsonParseException _) {
            return null;
        }
    }

    /** What is read of an event; any of it may be missing. */
    private record Event(@Nullable String id, @Nullable String type, @Nullable Data data) {
        @Nullable String checkoutId() {
            return data == null || data.object() == null ? null : data.object().id();
        }
    }

    private record Data(@Nullable Checkout object) {}

    private record Checkout(@Nullable String id) {}
}
