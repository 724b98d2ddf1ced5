package dev.turnpike.billing.credits;

import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the payment provider tells it now, with everything that has become of it.
 *
 * @param id the payment provider's
 * @param credit what was paid for credit
 * @param tax what was paid on top of it
 * @param returns refunds and disputes, the oldest first
 */
public record Payment(String id, Usd credit, Usd tax, List<Return> returns) {

    public Payment {
        returns = List.copyOf(returns);
    }

    /**
     * Money that went back, or did for a time.
     *
     * @param id the payment provider's
     * @param amount all that went back, tax included
     * @param request the refund of ours that it was made for; null when nobody asked through us
     * @param failure why it came back, in the payment provider's word; null when it did not, or
     *     when nobody knows
     */
    public record Return(
            String id,
            TakeBack.Kind kind,
            Usd amount,
            TakeBack.Status status,
            Instant createdAt,
            @Nullable String request,
            @Nullable String failure) {

        /** One that we did not ask for. */
        public Return(
                String id,
                TakeBack.Kind kind,
                Usd amount,
                TakeBack.Status status,
                Instant createdAt) {
            this(id, kind, amount, status, createdAt, null, null);
        }

        private boolean isFinal() {
            return switch (status) {
                case PENDING, GIVEN_BACK -> false;
                case TAKEN -> kind == TakeBack.Kind.REFUND;
                case LOST -> true;
            };
        }
    }

    /** Everything that was paid. */
    public Usd total() {
        return credit.plus(tax);
    }

    /** Whether all of it went back. */
    public boolean isGone() {
        return areAllOf(returns, total());
    }

    /**
     * Whether so much went back; without what is disputed, for that may come back.
     *
     * @param total of the payment, in the same currency as what went back, whichever that is
     */
    public static boolean areAllOf(List<Return> returns, Usd total) {
        return returns.stream()
                        .filter(Return::isFinal)
                        .map(Return::amount)
                        .reduce(Usd.ZERO, Usd::plus)
                        .compareTo(total)
                >= 0;
    }
}
