package dev.turnpike.api.provider;

import dev.turnpike.api.provider.UpstreamClient.Accepted;
import dev.turnpike.api.provider.UpstreamClient.NotAccepted;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Asks a provider. What comes back is in the shape of our own API, whatever the provider speaks.
 */
@Singleton
public class Upstream {

    private final UpstreamClient client;

    @Inject
    public Upstream(UpstreamClient client) {
        this.client = client;
    }

    /** A whole answer, or none. */
    public sealed interface Answer permits Completion, Failure {}

    /** The beginning of an answer in pieces, or none. */
    public sealed interface Opening permits Opened, Failure {}

    /** The provider began to answer; the stream must be closed or aborted. */
    public record Opened(ChunkStream chunks) implements Opening {}

    /** Asks for a whole answer and waits for it. */
    public Answer complete(Exchange exchange) {
        return switch (client.post(exchange, false, client.settings().wholeReply())) {
            case NotAccepted(var failure) -> failure;
            case Accepted(var call) -> readReply(exchange, call);
        };
    }

    /** Asks for an answer in pieces; returns when the provider has accepted the request. */
    public Opening stream(Exchange exchange) {
        return switch (client.post(exchange, true, client.settings().firstToken())) {
            case NotAccepted(var failure) -> failure;
            case Accepted(var call) -> open(exchange, call);
        };
    }

    private static Answer readReply(Exchange exchange, UpstreamCall call) {
        try {
            return exchange.protocol().readReply(call.provider(), call.readAll());
        } catch (IOException e) {
            call.abort();
            return call.explain(e);
        }
    }

    private Opening open(Exchange exchange, UpstreamCall call) {
        try {
            EventParser parser = exchange.protocol().newParser(call.provider());
            return new Opened(new ChunkStream(call, parser, client.settings().betweenTokens()));
        } catch (IOException e) {
            call.abort();
            return call.explain(e);
        }
    }
}
