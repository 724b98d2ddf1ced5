package dev.turnpike.api.chat;

import dev.turnpike.api.gateway.Receipt;
import dev.turnpike.api.gateway.Serving;
import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.provider.Chunk.Delta;
import dev.turnpike.api.stream.Events;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of one stream: those on the way are sent, the last ones are made ready. What is the
 * same in all of them is written once, as bytes.
 *
 * <p>No event carries {@code system_fingerprint}: the stock client refuses a null there.
 */
final class ChatChunks {

    /** The last event of every stream. */
    static final byte[] DONE = utf8("[DONE]");

    private static final byte[] NO_FINISH = utf8(",\"finish_reason\":null}]}");
    private static final byte[] NO_FINISH_BUT_LOGPROBS =
            utf8(",\"finish_reason\":null,\"logprobs\":");
    private static final byte[] END = utf8("}]}");

    private final Events stream;
    private final ObjectNode envelope;

    /** Everything up to the value of the first choice's delta. */
    private final byte[] untilDelta;

    ChatChunks(Serving serving, Events stream) {
        this.stream = stream;
        envelope =
                Json.object()
                        .put("id", serving.id().toString())
                        .put("object", "chat.completion.chunk")
                        .put("created", serving.created().getEpochSecond())
                        .put("model", serving.model())
                        .put("provider", serving.provider());
        String open = new String(Json.bytes(envelope), StandardCharsets.UTF_8);
        untilDelta =
                utf8(
                        open.substring(0, open.length() - 1)
                                + ",\"choices\":[{\"index\":0,\"delta\":");
    }

    void role() throws IOException {
        stream.send(untilDelta, utf8("{\"role\":\"assistant\",\"content\":\"\"}"), NO_FINISH);
    }

    void delta(Delta delta) throws IOException {
        byte[] bytes = Json.bytes(delta.delta());
        JsonNode logprobs = delta.logprobs();
        if (logprobs == null) {
            stream.send(untilDelta, bytes, NO_FINISH);
        } else {
            stream.send(untilDelta, bytes, NO_FINISH_BUT_LOGPROBS, Json.bytes(logprobs), END);
        }
    }

    byte[] finish(String reason, @Nullable String nativeReason) {
        return Json.bytes(withChoice(reason, nativeReason == null ? reason : nativeReason));
    }

    byte[] usage(Receipt receipt) {
        ObjectNode chunk = envelope.deepCopy();
        chunk.putArray("choices");
        if (receipt.tier() != null) {
            chunk.put("service_tier", receipt.tier().code());
        }
        chunk.set("usage", UsageJson.of(receipt));
        return Json.bytes(chunk);
    }

    byte[] error(ApiError error) {
        ObjectNode chunk = withChoice("error", "error");
        chunk.set("error", error.toJson());
        return Json.bytes(chunk);
    }

    private ObjectNode withChoice(String reason, String nativeReason) {
        ObjectNode chunk = envelope.deepCopy();
        ObjectNode choice = chunk.putArray("choices").addObject();
        choice.put("index", 0);
        choice.putObject("delta").put("content", "");
        choice.put("finish_reason", reason);
        choice.put("native_finish_reason", nativeReason);
        return chunk;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
