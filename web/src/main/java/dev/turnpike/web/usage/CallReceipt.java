package dev.turnpike.web.usage;

import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.web.page.Moment;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a customer may want to know of one call.
 *
 * @param asked the model that was asked for
 * @param tried each attempt, in order
 * @param delivered null while there is no answer
 * @param formula null when nothing was charged
 * @param error what ended the call without an answer; empty when nothing did
 */
public record CallReceipt(
        CallRow call,
        String asked,
        String transport,
        List<Tried> tried,
        @Nullable Delivered delivered,
        @Nullable Formula formula,
        String error) {

    private static final long MILLIS_PER_SECOND = 1_000;

    /** What the gateway notes of a call whose answer had no content. */
    private static final String EMPTY = "empty";

    /** One try at one offer. */
    public record Tried(
            int number, String model, String provider, String status, String time, String outcome) {
        static Tried of(int number, Generation call, Names names) {
            Attempt attempt = call.attempts().get(number - 1);
            return new Tried(
                    number,
                    attempt.model(),
                    names.provider(attempt.provider()),
                    attempt.status() == 0 ? "no answer" : Integer.toString(attempt.status()),
                    CallRow.millis(attempt.millis()),
                    outcome(attempt, call));
        }

        /** An attempt that went well delivered nothing yet: the answer may have been empty. */
        private static String outcome(Attempt attempt, Generation call) {
            String error = attempt.error();
            if (error != null) {
                return error;
            }
            if (call.delivery() != null) {
                return "delivered";
            }
            return EMPTY.equals(call.error()) ? "empty, not charged" : "broken off, not charged";
        }
    }

    /**
     * What came back, and at which prices.
     *
     * @param priceCondition under which the prices are others than usual; empty when they are not
     * @param tier by which the call was served; empty when none was asked for
     * @param counted whether we counted the tokens because the provider did not say
     */
    public record Delivered(
            String model,
            String provider,
            String upstreamId,
            String finishReason,
            String firstToken,
            String total,
            String speed,
            long priceVersion,
            String priceSource,
            Moment priceFrom,
            String priceCondition,
            String tier,
            boolean counted) {
        static Delivered of(Delivery delivery, Instant createdAt, Names names) {
            PriceVariant variant = delivery.variantAt(createdAt);
            return new Delivered(
                    delivery.model(),
                    names.provider(delivery.provider()),
                    orNone(delivery.upstreamId()),
                    orNone(delivery.finishReason()),
                    CallRow.millis(delivery.firstTokenMillis()),
                    CallRow.millis(delivery.totalMillis()),
                    tokensPerSecond(delivery),
                    delivery.price().id(),
                    delivery.price().source(),
                    Moment.of(delivery.price().effectiveFrom()),
                    variant == null ? "" : variant.condition().words(),
                    delivery.tier() == null ? "" : delivery.tier().code(),
                    delivery.usage().estimated());
        }
    }

    public CallReceipt {
        tried = List.copyOf(tried);
    }

    static CallReceipt of(Generation call, Names names) {
        Delivery delivery = call.delivery();
        Charge charge = call.charge();
        String error = call.error();
        return new CallReceipt(
                CallRow.of(call, names),
                call.details().model(),
                call.details().streamed() ? "streamed" : "in one piece",
                IntStream.rangeClosed(1, call.attempts().size())
                        .mapToObj(number -> Tried.of(number, call, names))
                        .toList(),
                delivery == null ? null : Delivered.of(delivery, call.createdAt(), names),
                delivery == null || charge == null
                        ? null
                        : Formula.of(charge, delivery.pricesAt(call.createdAt())),
                error == null ? "" : error);
    }

    private static String tokensPerSecond(Delivery delivery) {
        long writing = delivery.totalMillis() - delivery.firstTokenMillis();
        long tokens = delivery.usage().completionTokens();
        return writing <= 0 || tokens == 0
                ? "–"
                : CallRow.count(tokens * MILLIS_PER_SECOND / writing) + " tokens/s";
    }

    private static String orNone(@Nullable String text) {
        return text == null || text.isEmpty() ? "–" : text;
    }
}
