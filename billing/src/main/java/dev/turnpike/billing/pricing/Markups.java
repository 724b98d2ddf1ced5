package dev.turnpike.billing.pricing;

import dev.turnpike.billing.pricing.MarkupSubject.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is added to the price of each offer: its model's markup, else its provider's, or that of the
 * customer's plan where it is lower; where neither is set the plan's, else the platform's (decision
 * 0027). In memory; what an operator sets on another server is known here after a {@link #refresh}.
 */
@Singleton
public class Markups {

    private final Markup usual;
    private final MarkupBook book;
    private final AtomicReference<Map<MarkupSubject, Markup>> others;

    @Inject
    public Markups(Markup usual, MarkupBook book) {
        this.usual = usual;
        this.book = book;
        others = new AtomicReference<>(read(book));
    }

    /** The platform's. */
    public Markup usual() {
        return usual;
    }

    /** The markup of this model at this provider for everybody without a plan's. */
    public Markup of(String modelId, String providerSlug) {
        return of(modelId, providerSlug, null);
    }

    /**
     * The markup of this model at this provider for a customer. A plan's replaces the platform's;
     * one that an operator set for the model or the provider is the most that anybody pays there.
     *
     * @param plan that of the customer's plan; null when it has none of its own
     */
    public Markup of(String modelId, String providerSlug, @Nullable Markup plan) {
        Markup set = find(modelId, providerSlug);
        if (plan == null) {
            return set == null ? usual : set;
        }
        return set == null || plan.basisPoints() < set.basisPoints() ? plan : set;
    }

    private @Nullable Markup find(String modelId, String providerSlug) {
        Map<MarkupSubject, Markup> now = others.get();
        if (now.isEmpty()) {
            return null;
        }
        @Nullable Markup model = now.get(new MarkupSubject(Scope.MODEL, modelId));
        return model == null ? now.get(new MarkupSubject(Scope.PROVIDER, providerSlug)) : model;
    }

    /** Reads again what operators set. */
    public void refresh() {
        others.set(read(book));
    }

    private static Map<MarkupSubject, Markup> read(MarkupBook book) {
        Map<MarkupSubject, Markup> inForce = new HashMap<>();
        for (MarkupChange change : book.listInForce()) {
            Markup markup = change.markup();
            if (markup != null) {
                inForce.put(change.subject(), markup);
            }
        }
        return Map.copyOf(inForce);
    }
}
