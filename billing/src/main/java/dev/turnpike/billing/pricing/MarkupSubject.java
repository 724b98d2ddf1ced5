package dev.turnpike.billing.pricing;

/**
 * What has a markup of its own.
 *
 * @param name a model's id or a provider's slug
 */
public record MarkupSubject(Scope scope, String name) {

    /** The kinds of such things. */
    public enum Scope {
        MODEL,
        PROVIDER
    }
}
