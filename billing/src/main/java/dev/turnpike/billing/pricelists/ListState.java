package dev.turnpike.billing.pricelists;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it goes with fetching a list.
 *
 * @param fetchedAt when its place said last what the list is; null before that
 * @param hash SHA-256 of its bytes in hex; null before the first
 * @param failure why the last try brought nothing; null when it did
 */
public record ListState(
        ListFormat format,
        String place,
        Instant triedAt,
        @Nullable Instant fetchedAt,
        @Nullable String hash,
        @Nullable String failure) {}
