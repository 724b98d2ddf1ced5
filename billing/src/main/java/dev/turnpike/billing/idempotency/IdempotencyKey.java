package dev.turnpike.billing.idempotency;

import java.util.Optional;

/** The name that a caller gives a call, so that it can repeat the request and not the call. */
public record IdempotencyKey(String text) {

    /** What clients know from other services; theirs are mostly UUIDs. */
    public static final int MAX_LENGTH = 255;

    public IdempotencyKey {
        if (!isValid(text)) {
            throw new IllegalArgumentException(
                    "Not 1 to " + MAX_LENGTH + " visible ASCII characters: " + text);
        }
    }

    /** Empty when it is too long, or has other characters than visible ASCII. */
    public static Optional<IdempotencyKey> parse(String text) {
        return isValid(text) ? Optional.of(new IdempotencyKey(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(it -> it > ' ' && it < 0x7f);
    }
}
