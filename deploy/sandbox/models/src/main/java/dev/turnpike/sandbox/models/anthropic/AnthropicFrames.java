package dev.turnpike.sandbox.models.anthropic;

import dev.turnpike.sandbox.models.script.Failure;
import dev.turnpike.sandbox.models.script.Segment;
import dev.turnpike.sandbox.models.wire.Frames;
import dev.turnpike.sandbox.models.wire.Performance;
import dev.turnpike.sandbox.models.wire.Piece;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes an answer as the events of a Messages stream. */
final class AnthropicFrames implements Frames {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Performance performance;

    AnthropicFrames(Performance performance) {
        this.performance = performance;
    }

    /** The start already tells the input tokens; its output tokens are not yet the true number. */
    @Override
    public String opening() {
        ObjectNode message = AnthropicMessage.head(performance);
        message.set("stop_reason", JSON.nullNode());
        message.set("stop_sequence", JSON.nullNode());
        message.set("stop_details", JSON.nullNode());
        if (performance.showsUsage()) {
            message.set("usage", AnthropicMessage.fullUsage(performance.usage(), 1));
        }
        ObjectNode start = event("message_start");
        start.set("message", message);
        return framed(start);
    }

    @Override
    public String piece(Piece piece) {
        StringBuilder frames = new StringBuilder();
        if (piece.first()) {
            frames.append(blockStart(piece));
            if (piece.block() == 0) {
                frames.append(framed(event("ping")));
            }
        }
        if (!piece.token().isEmpty()) {
            frames.append(delta(piece, content(piece)));
        }
        if (piece.last()) {
            frames.append(blockStop(piece));
        }
        return frames.toString();
    }

    private String blockStart(Piece piece) {
        ObjectNode start = event("content_block_start").put("index", piece.block());
        start.set(
                "content_block",
                switch (piece.segment()) {
                    case Segment.Text text -> JSON.objectNode().put("type", "text").put("text", "");
                    case Segment.Thought thought ->
                            JSON.objectNode()
                                    .put("type", "thinking")
                                    .put("thinking", "")
                                    .put("signature", "");
                    case Segment.Call call ->
                            AnthropicMessage.toolUse(
                                    call, AnthropicMessage.toolUseId(performance, piece.block()));
                });
        return framed(start);
    }

    private static ObjectNode content(Piece piece) {
        return switch (piece.segment()) {
            case Segment.Text text -> part("text_delta", "text", piece.token());
            case Segment.Thought thought -> part("thinking_delta", "thinking", piece.token());
            case Segment.Call call -> part("input_json_delta", "partial_json", piece.token());
        };
    }

    private static ObjectNode part(String type, String field, String text) {
        return JSON.objectNode().put("type", type).put(field, text);
    }

    private static String delta(Piece piece, ObjectNode content) {
        ObjectNode delta = event("content_block_delta").put("index", piece.block());
        delta.set("delta", content);
        return framed(delta);
    }

    private static String blockStop(Piece piece) {
        String signature = "";
        if (piece.segment() instanceof Segment.Thought thought) {
            String signed = Signature.of(thought.joined());
            signature = delta(piece, part("signature_delta", "signature", signed));
        }
        return signature + framed(event("content_block_stop").put("index", piece.block()));
    }

    @Override
    public String closing() {
        ObjectNode delta = event("message_delta");
        delta.set("delta", AnthropicMessage.ending(performance.ending()));
        if (performance.showsUsage()) {
            delta.set(
                    "usage",
                    AnthropicMessage.usage(performance.usage(), performance.usage().completion()));
        }
        return framed(delta) + framed(event("message_stop"));
    }

    @Override
    public String breakdown() {
        Failure overloaded = Failure.of(529, "Overloaded");
        return framed(AnthropicErrors.envelope(overloaded, "req_" + performance.serial()));
    }

    private static ObjectNode event(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static String framed(ObjectNode event) {
        return "event: " + event.path("type").stringValue() + "\ndata: " + event + "\n\n";
    }
}
