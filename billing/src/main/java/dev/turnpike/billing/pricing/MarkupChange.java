package dev.turnpike.billing.pricing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A markup that an operator set or removed.
 *
 * @param markup null when it was removed
 * @param by who did it, for people
 */
public record MarkupChange(MarkupSubject subject, @Nullable Markup markup, Instant at, String by) {}
