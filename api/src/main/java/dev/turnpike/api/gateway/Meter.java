package dev.turnpike.api.gateway;

import dev.turnpike.api.provider.Chunk;
import dev.turnpike.api.provider.Content;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import dev.turnpike.billing.pricing.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Watches an answer as it passes, so that it can be priced even if the provider says nothing. */
final class Meter {

    private final PromptSize prompt;
    private final TokenCounter counter;
    private final StringBuilder text = new StringBuilder();
    private @Nullable TokenCounts counts;
    private boolean complete;
    private @Nullable String serviceTier;
    private @Nullable String finishReason;
    private @Nullable String nativeFinishReason;

    Meter(PromptSize prompt, TokenCounter counter) {
        this.prompt = prompt;
        this.counter = counter;
    }

    /** Something was produced for the caller. */
    void produced(ObjectNode content) {
        Content.appendText(content, text);
    }

    /** The provider says what was used. */
    void reported(@Nullable TokenCounts reported, boolean isComplete) {
        if (reported != null) {
            counts = reported;
            complete = isComplete;
        }
    }

    /** The provider says by which tier, in its own words. */
    void served(@Nullable String tier) {
        serviceTier = tier;
    }

    /** By which tier the provider served the call; null when it did not say. */
    @Nullable String serviceTier() {
        return serviceTier;
    }

    /** The model stopped. */
    void finished(@Nullable String reason, @Nullable String nativeReason) {
        finishReason = reason;
        nativeFinishReason = nativeReason;
    }

    /** Notes what this chunk says, beside its content. */
    void note(Chunk chunk) {
        switch (chunk) {
            case Chunk.Delta delta -> produced(delta.delta());
            case Chunk.Report(var reported, var isComplete) -> reported(reported, isComplete);
            case Chunk.Finish(var reason, var nativeReason) -> finished(reason, nativeReason);
            case Chunk.Served(var tier) -> served(tier);
            case Chunk.Broken _, Chunk.End _ -> {}
        }
    }

    @Nullable String finishReason() {
        return finishReason;
    }

    @Nullable String nativeFinishReason() {
        return nativeFinishReason;
    }

    boolean hasFailed() {
        return "error".equals(finishReason);
    }

    /** The provider's numbers, or else ours, marked as estimated. */
    Usage usage() {
        TokenCounts known = counts;
        if (known != null && complete && !isBeforeItsText(known)) {
            return Usage.reported(known);
        }
        long written = counter.count(text.toString());
        TokenCounts prompts =
                known == null ? TokenCounts.of(TokenClass.INPUT, prompt.count()) : known;
        return Usage.estimated(
                prompts.with(TokenClass.OUTPUT, written).with(TokenClass.REQUEST, 1));
    }

    /** Some tell a usage before the content alone, and no other one when the answer is cut off. */
    private boolean isBeforeItsText(TokenCounts known) {
        return finishReason == null
                && !text.isEmpty()
                && Usage.reported(known).completionTokens() == 0;
    }

    /** Whether there is nothing to pay for: no content, and no tokens that the provider counts. */
    boolean isEmpty() {
        TokenCounts known = counts;
        return text.isEmpty() && (known == null || Usage.reported(known).completionTokens() == 0);
    }
}
