package dev.turnpike.web.operator;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.Provider;
import dev.turnpike.billing.pricing.MarkupSubject;
import dev.turnpike.billing.pricing.MarkupSubject.Scope;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Something that can have a markup of its own, as the form offers it.
 *
 * @param code names it in the form: {@code provider:openai}
 */
public record MarkupTarget(String code, String label, MarkupSubject subject) {

    /** Every provider and every model, connected or not. */
    static List<MarkupTarget> all(LiveCatalog catalog) {
        return Stream.concat(
                        catalog.listProviders().stream().map(MarkupTarget::of),
                        catalog.listModels().stream().map(MarkupTarget::of))
                .toList();
    }

    static MarkupTarget of(Provider provider) {
        return of(new MarkupSubject(Scope.PROVIDER, provider.slug()));
    }

    static MarkupTarget of(Model model) {
        return of(new MarkupSubject(Scope.MODEL, model.id()));
    }

    static MarkupTarget of(MarkupSubject subject) {
        return new MarkupTarget(
                subject.scope().name().toLowerCase(Locale.ROOT) + ":" + subject.name(),
                switch (subject.scope()) {
                    case MODEL -> "Model " + subject.name();
                    case PROVIDER -> "Provider " + subject.name();
                },
                subject);
    }
}
