package dev.turnpike.api.gateway;

import dev.turnpike.api.http.Checked;
import dev.turnpike.api.routing.Candidate;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.spending.Refusal;
import dev.turnpike.billing.spending.Refusal.CreditTooLow;
import dev.turnpike.billing.spending.Refusal.LimitReached;
import dev.turnpike.billing.spending.Refusal.ReceivableDue;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.spending.Spending;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets credit aside for a call: for the dearest way in which it may be answered. The first bound of
 * the prompt is cheap and high; only if that is refused is the prompt counted, and only if the
 * caller named no limit is the answer made as long as its credit reaches.
 */
@Singleton
public class Reserving {

    /** The longest answer that credit is set aside for when the caller names no limit. */
    static final long DEFAULT_BOUND = 16_384;

    /** A shorter answer helps nobody: refusing is the better service. */
    static final long MIN_BOUND = 64;

    private final Spending spending;

    @Inject
    public Reserving(Spending spending) {
        this.spending = spending;
    }

    Checked<Held> reserve(Call call, List<Candidate> all, PromptSize prompt) {
        List<Candidate> candidates = fitting(all, prompt);
        if (candidates.isEmpty()) {
            return Checked.refused(Shortage.promptTooLong(all, prompt.count()));
        }
        Long asked = call.request().maxTokens();
        long bound = asked == null ? DEFAULT_BOUND : asked;
        Usd ceiling = ceiling(call, candidates, prompt.bound(), bound);
        Usd most = call.request().maxCost();
        if (most != null && ceiling.compareTo(most) > 0) {
            return reserveWithin(most, call, candidates, prompt);
        }
        return switch (spending.reserve(call.caller(), call.details(), ceiling)) {
            case Reservation held -> Checked.passed(new Held(held, candidates, bound, prompt));
            case Refusal refusal -> retry(call, candidates, prompt, refusal);
        };
    }

    /** Prices hold up to an offer's context length, so a longer prompt must not go there. */
    private static List<Candidate> fitting(List<Candidate> all, PromptSize prompt) {
        long least = all.stream().mapToLong(it -> it.offer().contextLength()).min().orElse(0);
        if (prompt.bound() <= least) {
            return all;
        }
        long tokens = prompt.count();
        return all.stream().filter(it -> tokens <= it.offer().contextLength()).toList();
    }

    /** For a caller who wants to pay no more than this: the hold is no more either. */
    private Checked<Held> reserveWithin(
            Usd most, Call call, List<Candidate> candidates, PromptSize prompt) {
        long tokens = prompt.safeCount();
        Long asked = call.request().maxTokens();
        long wanted = asked == null ? DEFAULT_BOUND : asked;
        long affordable = affordable(call, candidates, tokens, wanted, most);
        long bound = asked == null && affordable >= MIN_BOUND ? affordable : wanted;
        Usd ceiling = ceiling(call, candidates, tokens, bound);
        if (ceiling.compareTo(most) > 0) {
            return Checked.refused(
                    new Shortage(most, ceiling, tokens, wanted, affordable).explainMaxCost());
        }
        return switch (spending.reserve(call.caller(), call.details(), ceiling)) {
            case Reservation held -> Checked.passed(new Held(held, candidates, bound, prompt));
            case Refusal refusal -> retry(call, candidates, prompt, refusal);
        };
    }

    private Checked<Held> retry(
            Call call, List<Candidate> candidates, PromptSize prompt, Refusal refusal) {
        Usd left = left(refusal, call.request().maxCost());
        long tokens = prompt.safeCount();
        Long asked = call.request().maxTokens();
        long wanted = asked == null ? DEFAULT_BOUND : asked;
        long affordable = affordable(call, candidates, tokens, wanted, left);
        long bound = asked == null && affordable >= MIN_BOUND ? affordable : wanted;
        Usd ceiling = ceiling(call, candidates, tokens, bound);
        if (left.isNegative() || ceiling.compareTo(left) > 0) {
            return Checked.refused(
                    new Shortage(left, ceiling, tokens, wanted, affordable).explain(refusal));
        }
        return switch (spending.reserve(call.caller(), call.details(), ceiling)) {
            case Reservation held -> Checked.passed(new Held(held, candidates, bound, prompt));
            // Another call took the credit in between: what is left now is what counts.
            case Refusal later -> {
                Usd now = left(later, call.request().maxCost());
                long fits = affordable(call, candidates, tokens, wanted, now);
                yield Checked.refused(
                        new Shortage(now, ceiling, tokens, wanted, fits).explain(later));
            }
        };
    }

    /** What the call may spend: what there is, and no more than its caller wants to pay. */
    private static Usd left(Refusal refusal, @Nullable Usd most) {
        Usd left =
                switch (refusal) {
                    case CreditTooLow(_, var available) -> available;
                    case LimitReached(_, _, var remaining, _) -> remaining;
                    case ReceivableDue(var due) -> due.negate();
                };
        return most == null || left.compareTo(most) <= 0 ? left : most;
    }

    /** The longest answer up to {@code most} that this amount pays for; 0 when there is none. */
    private long affordable(
            Call call, List<Candidate> candidates, long prompt, long most, Usd left) {
        long fits = 0;
        long tooMany = most + 1;
        while (tooMany - fits > 1) {
            long middle = fits + (tooMany - fits) / 2;
            if (ceiling(call, candidates, prompt, middle).compareTo(left) <= 0) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return fits;
    }

    private static Usd ceiling(Call call, List<Candidate> candidates, long prompt, long bound) {
        ServiceTier tier = call.request().preferences().tier();
        Usd most = Usd.ZERO;
        for (Candidate candidate : candidates) {
            Long limit = candidate.offer().maxOutputTokens();
            long completion = limit == null ? bound : Math.min(bound, limit);
            Usd ceiling = candidate.priced().ceiling(prompt, completion, tier);
            most = most.compareTo(ceiling) >= 0 ? most : ceiling;
        }
        return most;
    }
}
