package dev.turnpike.sandbox.models.openai;

import dev.turnpike.sandbox.models.script.Failure;
import dev.turnpike.sandbox.models.script.Segment;
import dev.turnpike.sandbox.models.wire.Frames;
import dev.turnpike.sandbox.models.wire.Performance;
import dev.turnpike.sandbox.models.wire.Piece;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes an answer as chat.completion.chunk events. */
final class OpenAiFrames implements Frames {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final String NO_DELTA = "\"delta\":{}";

    private final Performance performance;
    private final long created;

    /** What surrounds every delta; made once, because a load test sends 20,000 chunks a second. */
    private final String beforeDelta;

    private final String afterDelta;
    private int calls;

    OpenAiFrames(Performance performance, long created) {
        this.performance = performance;
        this.created = created;
        String bare = chunk(null);
        int split = bare.indexOf(NO_DELTA);
        this.beforeDelta = bare.substring(0, split) + "\"delta\":";
        this.afterDelta = bare.substring(split + NO_DELTA.length());
    }

    @Override
    public String opening() {
        ObjectNode delta = JSON.objectNode().put("role", "assistant");
        boolean startsWithCall =
                !performance.segments().isEmpty()
                        && performance.segments().getFirst() instanceof Segment.Call;
        delta.set("content", startsWithCall ? JSON.nullNode() : JSON.stringNode(""));
        delta.set("refusal", JSON.nullNode());
        return withDelta(delta);
    }

    @Override
    public String piece(Piece piece) {
        return switch (piece.segment()) {
            case Segment.Text text -> words("content", piece.token());
            case Segment.Thought thought -> words("reasoning_content", piece.token());
            case Segment.Call call -> callPiece(call, piece);
        };
    }

    private String words(String field, String token) {
        return token.isEmpty() ? "" : withDelta(JSON.objectNode().put(field, token));
    }

    private String callPiece(Segment.Call call, Piece piece) {
        String start = "";
        if (piece.first()) {
            String id = OpenAiCompletion.callId(performance, piece.block());
            ObjectNode head = JSON.objectNode().put("index", calls);
            head.setAll(OpenAiCompletion.call(call, id, ""));
            start = callChunk(head);
            calls++;
        }
        ObjectNode part = JSON.objectNode().put("index", calls - 1);
        part.putObject("function").put("arguments", piece.token());
        return start + callChunk(part);
    }

    private String callChunk(ObjectNode call) {
        ObjectNode delta = JSON.objectNode();
        delta.putArray("tool_calls").add(call);
        return withDelta(delta);
    }

    @Override
    public String closing() {
        String finish = chunk(OpenAiCompletion.finishReason(performance.ending()));
        String usage = showsUsage() ? usageChunk() : "";
        return finish + usage + "data: [DONE]\n\n";
    }

    private boolean showsUsage() {
        return performance.ask().delivery().usageInStream() && performance.showsUsage();
    }

    private String usageChunk() {
        ObjectNode chunk = head();
        chunk.putArray("choices");
        chunk.set("usage", OpenAiCompletion.usage(performance.usage()));
        return event(chunk);
    }

    @Override
    public String breakdown() {
        return event(OpenAiErrors.envelope(Failure.broken()));
    }

    private String withDelta(ObjectNode delta) {
        return beforeDelta + delta + afterDelta;
    }

    /** A chunk that says nothing new but, at the end, why the answer ended. */
    private String chunk(@Nullable String finishReason) {
        ObjectNode choice = JSON.objectNode().put("index", 0);
        choice.putObject("delta");
        choice.set("logprobs", JSON.nullNode());
        choice.put("finish_reason", finishReason);
        ObjectNode chunk = head();
        chunk.putArray("choices").add(choice);
        if (showsUsage()) {
            chunk.set("usage", JSON.nullNode());
        }
        return event(chunk);
    }

    private ObjectNode head() {
        return OpenAiCompletion.head(performance, "chat.completion.chunk", created);
    }

    private static String event(JsonNode data) {
        return "data: " + data + "\n\n";
    }
}
