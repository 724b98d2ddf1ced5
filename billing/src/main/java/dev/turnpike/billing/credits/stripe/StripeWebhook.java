package dev.turnpike.billing.credits.stripe;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import dev.turnpike.billing.credits.Payments.PaymentEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells a genuine webhook call from a forged, stale or premature one. */
final class StripeWebhook {

    /** Stripe's own tolerance; we apply it to clocks that run ahead as well. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Pattern TIMESTAMP = Pattern.compile("(?:^|,)t=(\\d{1,12})(?:,|$)");
    private static final String CHECKOUT_EVENTS = "checkout.session.";

    private final String secret;
    private final InstantSource clock;

    StripeWebhook(String secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    Optional<PaymentEvent> read(byte[] body, String signature) {
        if (isFromTheFuture(signature)) {
            return Optional.empty();
        }
        try {
            Event event =
                    Webhook.constructEvent(
                            new String(body, StandardCharsets.UTF_8),
                            signature,
                            secret,
                            TOLERANCE.toSeconds());
            return Optional.of(new PaymentEvent(event.getId(), event.getType(), checkoutId(event)));
        } catch (SignatureVerificationException _) {
            return Optional.empty();
        }
    }

    /** stripe-java refuses a signature that is too old, but not one that is dated ahead. */
    private boolean isFromTheFuture(String signature) {
        Matcher matcher = TIMESTAMP.matcher(signature);
        return matcher.find()
                && Instant.ofEpochSecond(Long.parseLong(matcher.group(1)))
                        .isAfter(clock.instant().plus(TOLERANCE));
    }

    /**
     * Only the id is taken from an event, and the checkout is fetched again: so an event written in
     * another version of Stripe's API, or overtaken by a later one, cannot mislead us.
     */
    private static @Nullable String checkoutId(Event event) {
        if (!event.getType().startsWith(CHECKOUT_EVENTS)) {
            return null;
        }
        JsonObject checkout =
                JsonParser.parseString(event.getDataObjectDeserializer().getRawJson())
                        .getAsJsonObject();
        return checkout.has("id") ? checkout.get("id").getAsString() : null;
    }
}
