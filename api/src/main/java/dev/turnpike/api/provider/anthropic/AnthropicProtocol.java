package dev.turnpike.api.provider.anthropic;

import dev.turnpike.api.http.Json;
import dev.turnpike.api.provider.EventParser;
import dev.turnpike.api.provider.Exchange;
import dev.turnpike.api.provider.Upstream.Answer;
import dev.turnpike.api.provider.WireProtocol;
import java.util.Map;

/** The Messages protocol. */
public final class AnthropicProtocol implements WireProtocol {

    private static final String VERSION = "2023-06-01";

    @Override
    public String path() {
        return "/messages";
    }

    @Override
    public Map<String, String> headers(Exchange exchange) {
        String beta = exchange.anthropicBeta();
        return beta == null
                ? Map.of("x-api-key", exchange.apiKey(), "anthropic-version", VERSION)
                : Map.of(
                        "x-api-key",
                        exchange.apiKey(),
                        "anthropic-version",
                        VERSION,
                        "anthropic-beta",
                        beta);
    }

    @Override
    public byte[] request(Exchange exchange, boolean stream) {
        return Json.bytes(MessagesRequest.of(exchange, stream));
    }

    @Override
    public Answer readReply(String provider, byte[] body) {
        return MessagesReply.read(provider, body);
    }

    @Override
    public EventParser newParser(String provider) {
        return new MessagesEvents(provider);
    }
}
