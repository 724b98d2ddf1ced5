package dev.turnpike.api.provider.openai;

import dev.turnpike.api.provider.EventParser;
import dev.turnpike.api.provider.Exchange;
import dev.turnpike.api.provider.Upstream.Answer;
import dev.turnpike.api.provider.WireProtocol;
import java.util.Map;

/** The chat-completions protocol, in which our own API is written as well. */
public final class OpenAiProtocol implements WireProtocol {

    @Override
    public String path() {
        return "/chat/completions";
    }

    @Override
    public Map<String, String> headers(Exchange exchange) {
        return Map.of("Authorization", "Bearer " + exchange.apiKey());
    }

    @Override
    public byte[] request(Exchange exchange, boolean stream) {
        return OpenAiRequest.bytes(exchange, stream);
    }

    @Override
    public Answer readReply(String provider, byte[] body) {
        return OpenAiReply.read(provider, body);
    }

    @Override
    public EventParser newParser(String provider) {
        return new OpenAiEvents(provider);
    }
}
