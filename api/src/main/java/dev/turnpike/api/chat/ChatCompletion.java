package dev.turnpike.api.chat;

import dev.turnpike.api.gateway.Receipt;
import dev.turnpike.api.gateway.Serving;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.provider.Completion;
import tools.jackson.databind.node.ObjectNode;

/** A whole reply: the provider's message in our envelope. */
final class ChatCompletion {

    private ChatCompletion() {}

    static ObjectNode of(Serving serving, Completion completion, Receipt receipt) {
        ObjectNode json = Json.object();
        json.put("id", serving.id().toString());
        json.put("object", "chat.completion");
        json.put("created", serving.created().getEpochSecond());
        json.put("model", serving.model());
        json.put("provider", serving.provider());
        // Null must be said here: the stock client refuses a reply without it.
        json.put("system_fingerprint", completion.systemFingerprint());
        ObjectNode choice = json.putArray("choices").addObject();
        choice.put("index", 0);
        choice.set("logprobs", completion.logprobs());
        String reason = completion.finishReason();
        choice.put("finish_reason", reason == null ? "stop" : reason);
        choice.put("native_finish_reason", completion.nativeFinishReason());
        choice.set("message", message(completion));
        if (receipt.tier() != null) {
            json.put("service_tier", receipt.tier().code());
        }
        json.set("usage", UsageJson.of(receipt));
        return json;
    }

    private static ObjectNode message(Completion completion) {
        ObjectNode message = completion.message();
        message.put("role", "assistant");
        for (String field : new String[] {"content", "refusal", "reasoning"}) {
            if (!message.has(field)) {
                message.putNull(field);
            }
        }
        return message;
    }
}
