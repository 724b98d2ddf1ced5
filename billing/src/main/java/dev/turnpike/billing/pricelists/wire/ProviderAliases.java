package dev.turnpike.billing.pricelists.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is meant by the names that lists give to providers: our slugs, for those that sell the same
 * thing at the same address as our catalogue calls. Everybody else is left out.
 */
final class ProviderAliases {

    /** A listing that sells on; only other lists' rows about it are comparable. */
    static final String OPENROUTER = "openrouter";

    private static final Map<String, String> GENAI =
            Map.ofEntries(
                    Map.entry("anthropic", "anthropic"),
                    Map.entry("cerebras", "cerebras"),
                    Map.entry("cohere", "cohere"),
                    Map.entry("deepseek", "deepseek"),
                    Map.entry("fireworks", "fireworks"),
                    Map.entry("google", "google-ai-studio"),
                    Map.entry("groq", "groq"),
                    Map.entry("huggingface_cerebras", "cerebras"),
                    Map.entry("huggingface_fireworks-ai", "fireworks"),
                    Map.entry("huggingface_groq", "groq"),
                    Map.entry("huggingface_nebius", "nebius"),
                    Map.entry("huggingface_novita", "novita"),
                    Map.entry("huggingface_nscale", "nscale"),
                    Map.entry("huggingface_sambanova", "sambanova"),
                    Map.entry("huggingface_together", "together"),
                    Map.entry("minimax", "minimax"),
                    Map.entry("mistral", "mistral"),
                    Map.entry("moonshotai", "moonshotai"),
                    Map.entry("novita", "novita"),
                    Map.entry("openai", "openai"),
                    Map.entry("openrouter", OPENROUTER),
                    Map.entry("perplexity", "perplexity"),
                    Map.entry("together", "together"),
                    Map.entry("x-ai", "xai"),
                    Map.entry("zai", "z-ai"));

    /** The names are also the prefixes of keys. */
    private static final Map<String, String> LITELLM =
            Map.ofEntries(
                    Map.entry("ai21", "ai21"),
                    Map.entry("amazon_nova", "amazon-nova"),
                    Map.entry("anthropic", "anthropic"),
                    Map.entry("cerebras", "cerebras"),
                    Map.entry("cohere", "cohere"),
                    Map.entry("cohere_chat", "cohere"),
                    Map.entry("dashscope", "alibaba"),
                    Map.entry("deepseek", "deepseek"),
                    Map.entry("fireworks_ai", "fireworks"),
                    Map.entry("gemini", "google-ai-studio"),
                    Map.entry("groq", "groq"),
                    Map.entry("inception", "inception"),
                    Map.entry("minimax", "minimax"),
                    Map.entry("mistral", "mistral"),
                    Map.entry("moonshot", "moonshotai"),
                    Map.entry("morph", "morph"),
                    Map.entry("nebius", "nebius"),
                    Map.entry("novita", "novita"),
                    Map.entry("nscale", "nscale"),
                    Map.entry("openai", "openai"),
                    Map.entry("openrouter", OPENROUTER),
                    Map.entry("perplexity", "perplexity"),
                    Map.entry("sambanova", "sambanova"),
                    Map.entry("together_ai", "together"),
                    Map.entry("xai", "xai"),
                    Map.entry("zai", "z-ai"));

    /**
     * Authors whose models are sold by themselves alone, or at their own price, so that a listing's
     * price is theirs. Of models that many providers run a listing shows somebody's.
     */
    private static final Map<String, String> AUTHORS =
            Map.ofEntries(
                    Map.entry("ai21", "ai21"),
                    Map.entry("amazon", "amazon-nova"),
                    Map.entry("anthropic", "anthropic"),
                    Map.entry("cohere", "cohere"),
                    Map.entry("google", "google-ai-studio"),
                    Map.entry("inception", "inception"),
                    Map.entry("morph", "morph"),
                    Map.entry("openai", "openai"),
                    Map.entry("perplexity", "perplexity"),
                    Map.entry("x-ai", "xai"));

    /** Names of what these authors give away for others to run. */
    private static final List<String> OPEN = List.of("gemma", "gpt-oss");

    private ProviderAliases() {}

    static Optional<String> ofGenaiPrices(String name) {
        return Optional.ofNullable(GENAI.get(name));
    }

    static Optional<String> ofLitellm(String name) {
        return Optional.ofNullable(LITELLM.get(name));
    }

    /** The provider that an author is itself, for models that nobody else runs. */
    static Optional<String> ofAuthor(String author, String model) {
        return OPEN.stream().anyMatch(model::startsWith)
                ? Optional.empty()
                : Optional.ofNullable(AUTHORS.get(author));
    }
}
