package dev.turnpike.api.chat;

import dev.turnpike.api.gateway.Receipt;
import dev.turnpike.api.http.Json;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.Usage;
import tools.jackson.databind.node.ObjectNode;

/** The {@code usage} block: the tokens, and the same cost that stands in the receipt. */
final class UsageJson {

    private UsageJson() {}

    static ObjectNode of(Receipt receipt) {
        Usage usage = receipt.usage();
        ObjectNode json = Json.object();
        json.put("prompt_tokens", usage.promptTokens());
        json.put("completion_tokens", usage.completionTokens());
        json.put("total_tokens", usage.promptTokens() + usage.completionTokens());
        json.set("cost", Json.number(receipt.cost().toDecimal()));
        json.put("is_byok", false);
        if (usage.estimated()) {
            json.put("estimated", true);
        }
        json.putObject("prompt_tokens_details")
                .put("cached_tokens", usage.of(TokenClass.CACHE_READ))
                .put(
                        "cache_write_tokens",
                        usage.of(TokenClass.CACHE_WRITE_5M) + usage.of(TokenClass.CACHE_WRITE_1H))
                .put("audio_tokens", usage.of(TokenClass.AUDIO_IN));
        json.putObject("completion_tokens_details")
                .put("reasoning_tokens", usage.of(TokenClass.REASONING))
                .put("audio_tokens", usage.of(TokenClass.AUDIO_OUT))
                .put("image_tokens", usage.of(TokenClass.IMAGE_OUT));
        if (usage.of(TokenClass.SEARCH) > 0) {
            json.putObject("server_tool_use_details")
                    .put("web_search_requests", usage.of(TokenClass.SEARCH));
        }
        ObjectNode costs = json.putObject("cost_details");
        costs.set("upstream_inference_cost", Json.number(receipt.providerCost().toDecimal()));
        costs.set(
                "upstream_inference_prompt_cost",
                Json.number(receipt.providerPromptCost().toDecimal()));
        costs.set(
                "upstream_inference_completions_cost",
                Json.number(receipt.providerCompletionCost().toDecimal()));
        return json;
    }
}
