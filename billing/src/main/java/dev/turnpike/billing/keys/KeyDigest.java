package dev.turnpike.billing.keys;

import java.util.HexFormat;

/**
 * What is stored of a key: HMAC-SHA-256 of its text under the installation's pepper, in hex.
 *
 * <p>A key has 256 random bits, so a slow password hash would add nothing but delay; the pepper
 * makes a stolen table useless.
 */
public record KeyDigest(String hex) {

    static KeyDigest of(byte[] hmac) {
        return new KeyDigest(HexFormat.of().formatHex(hmac));
    }
}
