package dev.turnpike.api.provider;

import dev.turnpike.billing.pricing.TokenCounts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One piece of an answer that comes in pieces. */
public sealed interface Chunk {

    /** Something for the caller, in the shape of our API; never without content. */
    record Delta(ObjectNode delta, @Nullable JsonNode logprobs) implements Chunk {}

    /** The model stopped, and why. */
    record Finish(String reason, @Nullable String nativeReason) implements Chunk {}

    /**
     * What has been used so far; a later report replaces an earlier one.
     *
     * @param complete false when it knows the prompt alone
     */
    record Report(TokenCounts counts, boolean complete) implements Chunk {}

    /** By which tier the provider serves the call, in its own words. */
    record Served(String tier) implements Chunk {}

    /** The provider broke off. */
    record Broken(Failure failure) implements Chunk {}

    /** The provider ended in good order. */
    record End() implements Chunk {}
}
