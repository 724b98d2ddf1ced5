package dev.turnpike.api.catalog;

import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.api.http.Gate;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.pricing.Markup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Whose prices a list shows: those of the customer who sends a key, else what everybody pays. */
@Singleton
public class PriceView {

    private final Gate gate;
    private final Plans plans;

    @Inject
    public PriceView(Gate gate, Plans plans) {
        this.gate = gate;
        this.plans = plans;
    }

    /**
     * The markup of the caller's plan; null when it has none of its own, and when no key is sent or
     * one that opens nothing: the lists are open to everybody.
     */
    @Nullable Markup planOf(HttpServletRequest request) {
        return switch (gate.recognise(request)) {
            case Passed<Caller>(var caller) -> plans.markupOf(caller.standing());
            case Refused<Caller> _ -> null;
        };
    }
}
