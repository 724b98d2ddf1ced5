package dev.turnpike.billing.credits.stripe;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.turnpike.billing.credits.PaymentEvent;
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

    /** Of a type of event; what Stripe has are half as long. */
    private static final Pattern TYPE = Pattern.compile("[a-z0-9_.]{1,100}");

    private static final Pattern WHOLE_SECONDS = Pattern.compile("[0-9]{1,12}");

    private final String secret;
    private final boolean isLive;
    private final InstantSource clock;

    /**
     * Knows what is meant for us.
     *
     * @param isLive whether our payments are; the others are none of ours
     */
    StripeWebhook(String secret, boolean isLive, InstantSource clock) {
        this.secret = secret;
        this.isLive = isLive;
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

    private Optional<PaymentEvent> parse(String body) {
        JsonElement event = tree(body);
        String id = StripeEvents.idIn(event, "id");
        String type = type(event);
        if (id == null || type == null) {
            LOG.log(Level.WARNING, "A signed payment event cannot be read; it is refused.");
            return Optional.empty();
        }
        if (isOfOthers(event)) {
            LOG.log(
                    Level.WARNING,
                    "Payment event {0} is of another mode or account; it is refused. Look at the endpoints at Stripe.",
                    id);
            return Optional.empty();
        }
        JsonElement data = StripeEvents.memberOf(event, "data");
        return Optional.of(
                StripeEvents.read(id, type, created(event), StripeEvents.memberOf(data, "object")));
    }

    /**
     * Whether it tells of test payments where ours are real, or the other way round, or comes from
     * an account that is connected to ours: then an endpoint at Stripe is not set up as it should.
     */
    private boolean isOfOthers(@Nullable JsonElement event) {
        JsonElement live = StripeEvents.memberOf(event, "livemode");
        JsonElement account = StripeEvents.memberOf(event, "account");
        return (live != null && !live.equals(new JsonPrimitive(isLive)))
                || (account != null && !account.isJsonNull());
    }

    private static @Nullable JsonElement tree(String body) {
        try {
            return JsonParser.parseString(body);
        } catch (JsonParseException _) {
            return null;
        }
    }

    private static @Nullable String type(@Nullable JsonElement event) {
        return StripeEvents.memberOf(event, "type") instanceof JsonPrimitive value
                        && TYPE.matcher(value.getAsString()).matches()
                ? value.getAsString()
                : null;
    }

    private static long created(@Nullable JsonElement event) {
        return StripeEvents.memberOf(event, "created") instanceof JsonPrimitive value
                        && WHOLE_SECONDS.matcher(value.getAsString()).matches()
                ? Long.parseLong(value.getAsString())
                : 0;
    }
}
