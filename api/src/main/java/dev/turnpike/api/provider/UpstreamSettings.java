package dev.turnpike.api.provider;

import java.time.Duration;

/**
 * How long a provider may take.
 *
 * @param firstToken from the request to the first content of a stream; then the next offer is tried
 * @param betweenTokens of silence in a stream that has begun
 * @param wholeReply from the request to the end of a reply that is not a stream
 */
public record UpstreamSettings(Duration firstToken, Duration betweenTokens, Duration wholeReply) {

    public UpstreamSettings {
        if (!firstToken.isPositive() || !betweenTokens.isPositive() || !wholeReply.isPositive()) {
            throw new IllegalArgumentException("A provider must be given some time");
        }
    }
}
