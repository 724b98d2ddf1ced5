package dev.turnpike.api.provider;

import java.util.Map;

/**
 * What a family of providers speaks. To add a family, implement this; to add a provider of a family
 * that we know, add a row to the catalogue.
 */
public interface WireProtocol {

    /** Below the provider's base address. */
    String path();

    Map<String, String> headers(Exchange exchange);

    byte[] request(Exchange exchange, boolean stream);

    /** Reads a whole reply with status 200. */
    Upstream.Answer readReply(String provider, byte[] body);

    /** A reader for one stream. */
    EventParser newParser(String provider);
}
