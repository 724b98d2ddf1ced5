package dev.turnpike.sandbox.payments.authentication;

import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.http.WebAddress;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.pages.Addresses;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What has to happen before an intent goes on: its card's holder visits a page. */
public final class NextAction {

    private static final String RETURN_URL = "return_url";

    private NextAction() {}

    /**
     * Lets the intent wait. Without a {@code return_url}, to which the holder goes afterwards,
     * Stripe's script would show the page inside the shop.
     */
    public static void ask(ObjectNode intent, FormParameters given, Addresses addresses) {
        String page = addresses.authentication(Json.textAt(intent, "/id"));
        ObjectNode next = intent.put("status", "requires_action").putObject("next_action");
        given.find(RETURN_URL)
                .ifPresentOrElse(
                        url ->
                                next.put("type", "redirect_to_url")
                                        .putObject("redirect_to_url")
                                        .put(RETURN_URL, url)
                                        .put("url", page),
                        () ->
                                next.put("type", "use_stripe_sdk")
                                        .putObject("use_stripe_sdk")
                                        .put("type", "three_d_secure_redirect")
                                        .put("stripe_js", page));
    }

    /** The address must be one: the holder is sent there. */
    public static Optional<ApiError> findWrongUrl(FormParameters given) {
        return given.find(RETURN_URL)
                .filter(url -> !WebAddress.isOne(url))
                .map(_ -> ApiError.invalid("url_invalid", "Not a valid URL", RETURN_URL));
    }

    static boolean isAwaited(ObjectNode intent) {
        return Json.textAt(intent, "/status").equals("requires_action");
    }

    /** Where the holder goes afterwards, or an empty text. */
    static String returnUrl(ObjectNode intent) {
        return Json.textAt(intent, "/next_action/redirect_to_url/return_url");
    }
}
