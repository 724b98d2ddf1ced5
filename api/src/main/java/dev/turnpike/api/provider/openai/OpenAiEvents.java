package dev.turnpike.api.provider.openai;

import dev.turnpike.api.provider.Chunk;
import dev.turnpike.api.provider.Content;
import dev.turnpike.api.provider.Event;
import dev.turnpike.api.provider.EventParser;
import dev.turnpike.api.provider.FailureReading;
import dev.turnpike.billing.pricing.TokenCounts;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a stream: one event may carry content, an end and a usage at once. */
final class OpenAiEvents implements EventParser {

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final String provider;
    private @Nullable String upstreamId;
    private @Nullable String serviceTier;
    private boolean finished;

    OpenAiEvents(String provider) {
        this.provider = provider;
    }

    @Override
    public void read(Event event, Deque<Chunk> chunks) {
        if (event.is(DONE)) {
            chunks.add(new Chunk.End());
            return;
        }
        JsonNode json = event.json();
        if (upstreamId == null) {
            upstreamId = OpenAiReply.text(json, "id");
        }
        JsonNode choice = json.path("choices").path(0);
        readDelta(choice, chunks);
        if (json.path("error").isObject()) {
            chunks.add(new Chunk.Broken(FailureReading.ofEvent(provider, json.path("error"))));
            return;
        }
        String reason = OpenAiReply.text(choice, "finish_reason");
        if (reason != null) {
            finished = true;
            chunks.add(new Chunk.Finish(FinishReasons.normalise(reason), reason));
        }
        String tier = OpenAiReply.text(json, "service_tier");
        if (tier != null && !tier.equals(serviceTier)) {
            serviceTier = tier;
            chunks.add(new Chunk.Served(tier));
        }
        readUsage(json, choice, chunks);
    }

    /** Moonshot tells it beside the end of the answer, and not beside the choices. */
    private static void readUsage(JsonNode json, JsonNode choice, Deque<Chunk> chunks) {
        JsonNode usage = json.path("usage").isObject() ? json.path("usage") : choice.path("usage");
        TokenCounts counts = OpenAiUsage.read(usage);
        if (counts != null) {
            boolean isComplete = usage.path("completion_tokens").isIntegralNumber();
            chunks.add(new Chunk.Report(counts, isComplete));
        }
    }

    private static void readDelta(JsonNode choice, Deque<Chunk> chunks) {
        if (choice.path("delta") instanceof ObjectNode delta) {
            OpenAiReply.normalise(delta);
            delta.remove("role");
            if (Content.isIn(delta)) {
                JsonNode logprobs = choice.path("logprobs");
                chunks.add(new Chunk.Delta(delta, logprobs.isObject() ? logprobs : null));
            }
        }
    }

    @Override
    public boolean isComplete() {
        return finished;
    }

    @Override
    public @Nullable String upstreamId() {
        return upstreamId;
    }
}
