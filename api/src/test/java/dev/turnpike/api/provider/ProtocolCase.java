package dev.turnpike.api.provider;

import dev.turnpike.api.Shops;
import dev.turnpike.api.http.Json;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs a protocol over files: what comes in, and what must come out, one pair for each case. */
public final class ProtocolCase {

    private final WireProtocol protocol;
    private final Class<?> test;

    public ProtocolCase(WireProtocol protocol, Class<?> test) {
        this.protocol = protocol;
        this.test = test;
    }

    /** The request that the provider gets for the caller's request in this file. */
    public JsonNode request(String file, String provider, boolean stream) {
        return request(file, provider, stream, null);
    }

    /** The same to an offer that has prices of tiers. */
    public JsonNode request(
            String file, String provider, boolean stream, @Nullable ServiceTier tier) {
        var offer = Shops.offer("author/model", Shops.provider(provider, "http://unused"), 1);
        ObjectNode body = (ObjectNode) json(file);
        JsonNode asked = body.path("max_completion_tokens");
        asked = asked.isNumber() ? asked : body.path("max_tokens");
        Exchange exchange =
                new Exchange(
                        Shops.model("author/model", offer),
                        offer,
                        protocol,
                        "key",
                        body,
                        asked.isNumber() ? asked.asLong() : 8_192,
                        asked.isNumber(),
                        tier,
                        null);
        return Json.parse(protocol.request(exchange, stream));
    }

    /** What is understood of the provider's reply in this file. */
    public JsonNode reply(String file) {
        return asRead(
                switch (protocol.readReply("P", bytes(file))) {
                    case Failure failure -> render(failure);
                    case Completion completion -> {
                        ObjectNode json = Json.object();
                        json.set("message", completion.message());
                        json.put("finish", completion.finishReason());
                        json.put("native_finish", completion.nativeFinishReason());
                        json.set("counts", render(completion.counts()));
                        yield json.put("upstream_id", completion.upstreamId());
                    }
                });
    }

    /** What is understood of the provider's stream in this file. */
    public JsonNode stream(String file) {
        ArrayNode chunks = JsonNodeFactory.instance.arrayNode();
        EventParser parser = protocol.newParser("P");
        EventReader reader = new EventReader(new ByteArrayInputStream(bytes(file)));
        Deque<Chunk> read = new ArrayDeque<>();
        try {
            for (Event event = reader.next(() -> {});
                    event != null;
                    event = reader.next(() -> {})) {
                parser.read(event, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        read.forEach(chunk -> chunks.add(render(chunk)));
        return asRead(chunks);
    }

    /** As it is after a way over the wire: there an int and a long are the same. */
    private static JsonNode asRead(JsonNode written) {
        return Json.parse(Json.bytes(written));
    }

    public JsonNode json(String file) {
        return Json.parse(bytes(file));
    }

    private byte[] bytes(String file) {
        try (InputStream in = test.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode render(Chunk chunk) {
        return switch (chunk) {
            case Chunk.Delta(var delta, _) -> delta;
            case Chunk.Finish(var reason, var nativeReason) ->
                    Json.object().put("finish", reason).put("native_finish", nativeReason);
            case Chunk.Report(var counts, var complete) ->
                    Json.object().put("complete", complete).set("counts", render(counts));
            case Chunk.Served(var tier) -> Json.object().put("served", tier);
            case Chunk.Broken(var failure) -> render(failure);
            case Chunk.End _ -> Json.object().put("end", true);
        };
    }

    private static JsonNode render(Failure failure) {
        return Json.object().put("error", failure.type().code()).put("message", failure.message());
    }

    private static @Nullable JsonNode render(@Nullable TokenCounts counts) {
        if (counts == null) {
            return null;
        }
        List<TokenClass> used = new ArrayList<>(List.of(TokenClass.values()));
        used.removeIf(tokenClass -> counts.of(tokenClass) == 0);
        ObjectNode json = Json.object();
        used.forEach(tokenClass -> json.put(tokenClass.code(), counts.of(tokenClass)));
        return json;
    }
}
