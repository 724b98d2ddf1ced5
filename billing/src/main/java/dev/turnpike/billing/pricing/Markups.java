package dev.turnpike.billing.pricing;

import dev.turnpike.billing.pricing.MarkupSubject.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is added to the price of each offer: its model's markup, else its provider's, else the
 * platform's. In memory; what an operator sets on another server is known here after a {@link
 * #refresh}.
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

    /** The markup of this model at this provider. */
    public Markup of(String modelId, String providerSlug) {
        Map<MarkupSubject, Markup> now = others.get();
        if (now.isEmpty()) {
            return usual;
        }
        @Nullable Markup model = now.get(new MarkupSubject(Scope.MODEL, modelId));
        return model == null
                ? now.getOrDefault(new MarkupSubject(Scope.PROVIDER, providerSlug), usual)
                : model;
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
