package dev.turnpike.api.gateway;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How many tokens the prompt of a request has: a bound that costs nothing, and counts that do. */
final class PromptSize {

    /** What the smallest image costs: nobody is charged for more than what is certain. */
    private static final long LEAST_TOKENS_PER_IMAGE = 85;

    /** Some providers add a prompt of their own, with the tools the largest: some 500 tokens. */
    private static final long HIDDEN_PROMPT = 64;

    private static final long HIDDEN_PROMPT_WITH_TOOLS = 1_000;

    /** Counting takes a second for every 5 MB or so; whoever sends more has a coarser bound. */
    private static final long MAX_COUNTED_BYTES = 4 * 1024 * 1024;

    private final Request request;
    private final TokenCounter counter;
    private final PromptMedia media;

    /** Null until somebody asks. */
    private @Nullable PromptText text;

    PromptSize(Request request, TokenCounter counter) {
        this.request = request;
        this.counter = counter;
        media = new PromptMedia(request.body());
    }

    /** Never too low for text: a token is at least a byte of the body. */
    long bound() {
        return request.bytes() - media.characters() + media.tokens() + hidden();
    }

    /** For what money is set aside: everything that is passed on, whoever may read it. */
    long safeCount() {
        return isCounted() ? Math.min(bound(), roomy(count() + text().rest())) : bound();
    }

    /** What the model should have room for: what every model reads. */
    long likelyCount() {
        return isCounted() ? Math.min(bound(), roomy(count())) : bound();
    }

    /**
     * What is charged for if no provider tells: nearly exact for newer OpenAI models; others differ
     * by up to a quarter.
     */
    long count() {
        return isCounted() ? text().read() + media.parts() * LEAST_TOKENS_PER_IMAGE : bound();
    }

    /** With room for tokenizers that differ from ours, by up to a quarter. */
    private long roomy(long tokens) {
        return tokens + tokens / 4 + media.tokens() + hidden();
    }

    private boolean isCounted() {
        return request.bytes() - media.characters() <= MAX_COUNTED_BYTES;
    }

    private PromptText text() {
        PromptText counted = text;
        if (counted == null) {
            counted = new PromptText(request.body(), counter);
            text = counted;
        }
        return counted;
    }

    private long hidden() {
        ObjectNode body = request.body();
        return body.path("tools").isEmpty() && body.path("functions").isEmpty()
                ? HIDDEN_PROMPT
                : HIDDEN_PROMPT_WITH_TOOLS;
    }
}
