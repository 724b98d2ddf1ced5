package dev.turnpike.sandbox.payments.http;

import java.net.URI;

/** Tells addresses that a browser or a webhook can go to from other texts. */
public final class WebAddress {

    private WebAddress() {}

    /** Whether the text is an address with http or https and a host. */
    public static boolean isOne(String text) {
        try {
            URI address = URI.create(text);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
