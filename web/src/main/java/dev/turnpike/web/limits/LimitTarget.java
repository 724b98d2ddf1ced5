package dev.turnpike.web.limits;

import dev.turnpike.billing.limits.LimitScope;
import java.util.Locale;
import java.util.UUID;

/**
 * Something that can be bounded, as the form offers it.
 *
 * @param code what the form sends for it
 */
public record LimitTarget(String code, String label, LimitScope scope, UUID id) {

    static LimitTarget of(LimitScope scope, UUID id, String label) {
        return new LimitTarget(code(scope, id), label, scope, id);
    }

    static String code(LimitScope scope, UUID id) {
        return scope.name().toLowerCase(Locale.ROOT) + ":" + id;
    }
}
