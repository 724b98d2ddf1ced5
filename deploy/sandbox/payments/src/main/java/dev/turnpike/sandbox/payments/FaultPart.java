package dev.turnpike.sandbox.payments;

import dev.turnpike.sandbox.payments.faults.FaultKnobs;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.Authorization;
import dev.turnpike.sandbox.payments.http.Endpoint;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.http.HttpCall;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import dev.turnpike.sandbox.payments.webhooks.WebhookSender;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * The knobs under {@code /sandbox}: sets faults, sends events again, disputes charges. Needs the
 * secret key.
 */
final class FaultPart implements Endpoint.Part {

    private static final String FAULTS = "/sandbox/faults";
    private static final Pattern RESEND = Pattern.compile("/sandbox/events/(evt_\\w{1,64})/resend");

    private final Authorization authorization;
    private final FaultKnobs faults;
    private final ObjectStore store;
    private final WebhookSender webhooks;
    private final DisputePart disputes;

    FaultPart(
            Authorization authorization,
            FaultKnobs faults,
            ObjectStore store,
            WebhookSender webhooks,
            DisputePart disputes) {
        this.authorization = authorization;
        this.faults = faults;
        this.store = store;
        this.webhooks = webhooks;
        this.disputes = disputes;
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        Optional<ApiError> stranger = authorization.findRefusal(call);
        if (stranger.isPresent()) {
            return HttpAnswer.of(stranger.get());
        }
        Matcher resend = RESEND.matcher(call.path());
        if (call.method().equals("POST") && resend.matches()) {
            return resend(resend.group(1));
        }
        if (call.method().equals("POST") && call.path().equals("/sandbox/disputes")) {
            return disputes.answer(call);
        }
        if (!call.path().equals(FAULTS)) {
            return HttpAnswer.of(ApiError.unknownUrl(call.method(), call.path()));
        }
        return switch (call.method()) {
            case "GET" -> HttpAnswer.json(200, faults.toJson());
            case "POST" -> replace(call.text());
            case "DELETE" -> replace("{}");
            default -> HttpAnswer.of(ApiError.unknownUrl(call.method(), call.path()));
        };
    }

    private HttpAnswer resend(String id) {
        Optional<ObjectNode> event = store.find(Kind.EVENT, id);
        if (event.isEmpty()) {
            return HttpAnswer.of(ApiError.notFound(Kind.EVENT, id));
        }
        webhooks.resend(event.get());
        return HttpAnswer.json(202, Json.object().put("id", id).put("resent", true));
    }

    private HttpAnswer replace(String knobs) {
        Optional<String> problem = faults.replace(knobs);
        if (problem.isPresent()) {
            return HttpAnswer.of(ApiError.invalid(null, problem.get(), null));
        }
        webhooks.release();
        return HttpAnswer.json(200, faults.toJson());
    }
}
