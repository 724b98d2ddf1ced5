package dev.turnpike.billing.pricelists;

import org.jspecify.annotations.Nullable;

/** Gets a list from where it lies. Takes a minute at most. */
public interface ListFetcher {

    /**
     * Fetches a list.
     *
     * @param etag what the place named the text that we have; null when we have none
     */
    Fetched fetch(ListSource source, @Nullable String etag);

    /** What came of it. */
    sealed interface Fetched {

        /**
         * A text.
         *
         * @param etag what the place names it; null when it names nothing
         * @param hash SHA-256 of its bytes, in hex
         */
        record Fresh(String text, @Nullable String etag, String hash) implements Fetched {}

        /** The same as we have. */
        record Unchanged() implements Fetched {}

        /** Nothing, for this reason. */
        record Failed(String reason) implements Fetched {}
    }
}
