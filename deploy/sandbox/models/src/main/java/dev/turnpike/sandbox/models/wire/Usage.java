package dev.turnpike.sandbox.models.wire;

/**
 * Tokens spent on one answer; the protocols differ in what they count inside of what.
 *
 * @param prompt all prompt tokens, the cached and the written ones among them
 * @param completion all tokens put out, the reasoning ones among them
 */
public record Usage(int prompt, int cacheRead, int cacheWrite, int completion, int reasoning) {

    /** Prompt tokens that no cache had a part in. */
    public int freshPrompt() {
        return prompt - cacheRead - cacheWrite;
    }
}
