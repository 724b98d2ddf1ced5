package dev.turnpike.api.gateway;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.routing.Candidate;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Refusal;
import dev.turnpike.billing.spending.Refusal.CreditTooLow;
import dev.turnpike.billing.spending.Refusal.LimitReached;
import dev.turnpike.billing.spending.Refusal.ReceivableDue;
import java.util.List;

/**
 * Explains what a call asked for and what there is.
 *
 * @param left what it may spend
 * @param asked the most that the call may cost
 * @param affordable completion tokens that would fit into what is left; 0 when none would
 */
record Shortage(Usd left, Usd asked, long promptTokens, long bound, long affordable) {

    private static final String LIMIT_SOURCE = "limit_source";
    private static final String REMEDY = "remedy_hint";
    private static final String CREDITS = "openrouter_credits";

    static ApiError promptTooLong(List<Candidate> candidates, long tokens) {
        long most = candidates.stream().mapToLong(it -> it.offer().contextLength()).max().orElse(0);
        return ApiError.of(
                ErrorType.CONTEXT_LENGTH_EXCEEDED,
                "The prompt has about %d tokens; the model takes at most %d."
                        .formatted(tokens, most));
    }

    ApiError explain(Refusal refusal) {
        return switch (refusal) {
            case CreditTooLow _ ->
                    shortOf(
                                    "the account has %s of credit left beside what running calls hold"
                                            .formatted(left.toDisplayString()))
                            .withMetadata(LIMIT_SOURCE, CREDITS)
                            .withMetadata(REMEDY, hint("Buy credit"));
            case LimitReached reached -> {
                LimitWords words = new LimitWords(reached);
                ApiError error = shortOf(words.sentence()).withMetadata(REMEDY, hint(words.hint()));
                for (var each : words.metadata().entrySet()) {
                    error = error.withMetadata(each.getKey(), each.getValue());
                }
                yield error;
            }
            case ReceivableDue due ->
                    ApiError.of(
                                    ErrorType.PAYMENT_REQUIRED,
                                    "The account owes %s: calls, refunds or disputes took more than it had. Buy credit to pay it."
                                            .formatted(due.due().toDisplayString()))
                            .withMetadata(LIMIT_SOURCE, CREDITS)
                            .withMetadata(REMEDY, "Buy credit.");
        };
    }

    /** The caller itself wants to pay no more. */
    ApiError explainMaxCost() {
        return shortOf("its max_cost is %s".formatted(left.toDisplayString()))
                .withMetadata(LIMIT_SOURCE, "max_cost")
                .withMetadata("limit_remaining", left.toPlainString())
                .withMetadata(REMEDY, hint("Raise max_cost"));
    }

    private ApiError shortOf(String what) {
        return ApiError.of(
                ErrorType.PAYMENT_REQUIRED,
                "This call may cost up to %s (about %d prompt tokens and up to %d completion tokens), and %s. %s"
                        .formatted(asked.toDisplayString(), promptTokens, bound, what, fit()));
    }

    private String fit() {
        return affordable > 0
                ? "With max_tokens of %d or less it would fit.".formatted(affordable)
                : "It would not fit with any max_tokens.";
    }

    private String hint(String remedy) {
        return affordable > 0
                ? "%s, or set max_tokens to %d or less.".formatted(remedy, affordable)
                : remedy + (left.isPositive() ? ", or shorten the prompt." : ".");
    }
}
