package dev.turnpike.api.idempotency;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Checked;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.billing.idempotency.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Where a caller gives its call a name. */
public final class IdempotencyHeader {

    private static final String NAME = "Idempotency-Key";

    private IdempotencyHeader() {}

    /** The name that this request gives its call, if any. */
    public static Checked<Optional<IdempotencyKey>> read(HttpServletRequest request) {
        String value = request.getHeader(NAME);
        if (value == null) {
            return Checked.passed(Optional.empty());
        }
        Optional<IdempotencyKey> key = IdempotencyKey.parse(value);
        return key.isPresent()
                ? Checked.passed(key)
                : Checked.refused(
                        ApiError.of(
                                ErrorType.INVALID_REQUEST,
                                "%s must be 1 to %d visible ASCII characters, such as a UUID."
                                        .formatted(NAME, IdempotencyKey.MAX_LENGTH)));
    }
}
