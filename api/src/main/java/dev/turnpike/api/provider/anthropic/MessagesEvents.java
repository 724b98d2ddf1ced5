package dev.turnpike.api.provider.anthropic;

import dev.turnpike.api.http.Json;
import dev.turnpike.api.provider.Chunk;
import dev.turnpike.api.provider.Event;
import dev.turnpike.api.provider.EventParser;
import dev.turnpike.api.provider.FailureReading;
import dev.turnpike.billing.pricing.TokenCounts;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a stream: blocks that begin, grow and end, between a start and a stop of the message. */
final class MessagesEvents implements EventParser {

    private final String provider;
    private final ObjectNode usage = Json.object();
    private @Nullable String upstreamId;
    private int toolCalls;
    private boolean stopped;

    MessagesEvents(String provider) {
        this.provider = provider;
    }

    @Override
    public void read(Event event, Deque<Chunk> chunks) {
        JsonNode json = event.json();
        int index = json.path("index").asInt(0);
        switch (json.path("type").asString("")) {
            case "message_start" -> start(json.path("message"), chunks);
            case "content_block_start" -> begin(json.path("content_block"), index, chunks);
            case "content_block_delta" -> grow(json.path("delta"), index, chunks);
            case "message_delta" -> end(json, chunks);
            case "message_stop" -> chunks.add(new Chunk.End());
            case "error" ->
                    chunks.add(
                            new Chunk.Broken(FailureReading.ofEvent(provider, json.path("error"))));
            // Pings, ends of blocks, and what may be invented later.
            default -> {}
        }
    }

    private void start(JsonNode message, Deque<Chunk> chunks) {
        upstreamId = MessagesReply.text(message, "id");
        remember(message.path("usage"));
        String tier = MessagesReply.text(usage, "service_tier");
        if (tier != null) {
            chunks.add(new Chunk.Served(tier));
        }
        TokenCounts prompt = MessagesUsage.prompt(usage);
        if (prompt != null) {
            chunks.add(new Chunk.Report(prompt, false));
        }
    }

    private void begin(JsonNode block, int index, Deque<Chunk> chunks) {
        switch (block.path("type").asString("")) {
            case "text" -> addText("content", block.path("text").asString(""), chunks);
            case "redacted_thinking" ->
                    addDetail(MessagesReply.redacted(block, index), null, chunks);
            case "tool_use" -> {
                ObjectNode call = toolCall(toolCalls++, chunks);
                call.set("id", block.path("id"));
                call.put("type", "function");
                call.putObject("function")
                        .put("name", block.path("name").asString(""))
                        .put("arguments", "");
            }
            default -> {}
        }
    }

    private void grow(JsonNode delta, int index, Deque<Chunk> chunks) {
        switch (delta.path("type").asString("")) {
            case "text_delta" -> addText("content", delta.path("text").asString(""), chunks);
            case "input_json_delta" ->
                    toolCall(Math.max(0, toolCalls - 1), chunks)
                            .putObject("function")
                            .put("arguments", delta.path("partial_json").asString(""));
            case "thinking_delta" -> {
                String text = delta.path("thinking").asString("");
                addDetail(MessagesReply.thinkingPiece("text", text, index), text, chunks);
            }
            case "signature_delta" -> {
                String signature = delta.path("signature").asString("");
                addDetail(MessagesReply.thinkingPiece("signature", signature, index), null, chunks);
            }
            default -> {}
        }
    }

    private void end(JsonNode json, Deque<Chunk> chunks) {
        String reason = MessagesReply.text(json.path("delta"), "stop_reason");
        if (reason != null) {
            stopped = true;
            chunks.add(new Chunk.Finish(StopReasons.normalise(reason), reason));
        }
        remember(json.path("usage"));
        TokenCounts whole = MessagesUsage.whole(usage);
        if (whole != null) {
            chunks.add(new Chunk.Report(whole, true));
        }
    }

    /** Later numbers are totals and replace earlier ones; a null says nothing. */
    private void remember(JsonNode reported) {
        for (var field : reported.properties()) {
            if (!field.getValue().isNull()) {
                usage.set(field.getKey(), field.getValue());
            }
        }
    }

    private static void addText(String field, String text, Deque<Chunk> chunks) {
        if (!text.isEmpty()) {
            chunks.add(new Chunk.Delta(Json.object().put(field, text), null));
        }
    }

    private static void addDetail(ObjectNode detail, @Nullable String text, Deque<Chunk> chunks) {
        ObjectNode delta = Json.object();
        if (text != null) {
            delta.put("reasoning", text);
        }
        delta.putArray("reasoning_details").add(detail);
        chunks.add(new Chunk.Delta(delta, null));
    }

    /** Appends a delta with one tool call and returns the call, to be filled in. */
    private static ObjectNode toolCall(int index, Deque<Chunk> chunks) {
        ObjectNode delta = Json.object();
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", index);
        chunks.add(new Chunk.Delta(delta, null));
        return call;
    }

    @Override
    public boolean isComplete() {
        return stopped;
    }

    @Override
    public @Nullable String upstreamId() {
        return upstreamId;
    }
}
