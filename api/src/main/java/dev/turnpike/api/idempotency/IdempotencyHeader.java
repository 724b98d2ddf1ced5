package dev.turnpike.api.idempotency;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Checked;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.billing.idempotency.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Where a caller gives its call a name. */
public final class IdempotencyHeader {

    private static final String NAME = "Idempotency-Key";

    private IdempotencyHeader() {}

    /** The name that this request gives its call, if any. */
    public static Checked<Optional<IdempotencyKey>> read(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(NAME));
        if (values.isEmpty()) {
            return Checked.passed(Optional.empty());
        }
        if (values.size() > 1) {
            return invalid(NAME + " must be given once: a call has one name.");
        }
        Optional<IdempotencyKey> key = IdempotencyKey.parse(values.getFirst());
        return key.isPresent()
                ? Checked.passed(key)
                : invalid(
                        "%s must be 1 to %d visible ASCII characters, such as a UUID."
                                .formatted(NAME, IdempotencyKey.MAX_LENGTH));
    }

    private static Checked<Optional<IdempotencyKey>> invalid(String problem) {
        return Checked.refused(ApiError.of(ErrorType.INVALID_REQUEST, problem));
    }
}
