package dev.turnpike.billing.pricelists;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last good text of a list.
 *
 * @param etag what its place names it; null when it names nothing
 * @param hash SHA-256 of its bytes, in hex
 * @param fetchedAt when its place said last that this is the list
 */
public record KeptList(
        ListFormat format, String text, @Nullable String etag, String hash, Instant fetchedAt) {

    /** Enough to tell one text from all others. */
    private static final int SHORT = 16;

    /** For sources of editions: {@code litellm sha256:0f3a…}. */
    String source() {
        return format.code() + " sha256:" + hash.substring(0, SHORT);
    }

    /** Without the text, which has megabytes. */
    @Override
    public String toString() {
        return source() + " of " + fetchedAt;
    }
}
