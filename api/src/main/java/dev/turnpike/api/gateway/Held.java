package dev.turnpike.api.gateway;

import dev.turnpike.api.routing.Candidate;
import dev.turnpike.billing.spending.Reservation;
import java.util.List;

/**
 * A call with credit set aside for it.
 *
 * @param candidates at least one, in the order in which they are tried
 * @param bound the most completion tokens that the credit covers
 * @param prompt for counting, if no provider does
 */
record Held(Reservation reservation, List<Candidate> candidates, long bound, PromptSize prompt) {

    Held {
        candidates = List.copyOf(candidates);
    }
}
