package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.objects.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Where a visitor goes after paying: the shop's address with the session's id filled in. */
final class SuccessAddress {

    static final String PLACEHOLDER = "{CHECKOUT_SESSION_ID}";

    private SuccessAddress() {}

    static String of(ObjectNode session) {
        String id = URLEncoder.encode(Json.textAt(session, "/id"), StandardCharsets.UTF_8);
        return Json.textAt(session, "/success_url").replace(PLACEHOLDER, id);
    }

    /** Scheme and host with any port, as a content security policy writes it. */
    static String sourceExpression(ObjectNode session) {
        URI address = URI.create(of(session));
        return address.getScheme() + "://" + address.getHost() + ":*";
    }
}
