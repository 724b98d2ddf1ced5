package dev.turnpike.api.routing;

import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.catalog.PricedOffer;

/** An offer that can answer a call, with the operator's key for it. */
public record Candidate(Model model, PricedOffer priced, String apiKey) {

    public Offer offer() {
        return priced.offer();
    }

    /** Never the key: a record would print it into the first log line that meets it. */
    @Override
    public String toString() {
        return offer().id();
    }
}
