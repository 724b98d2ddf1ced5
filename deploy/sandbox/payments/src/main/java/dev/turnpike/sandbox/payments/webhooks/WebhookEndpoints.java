package dev.turnpike.sandbox.payments.webhooks;

import static dev.turnpike.sandbox.payments.api.ParameterRules.CLEARABLE_TEXT;
import static dev.turnpike.sandbox.payments.api.ParameterRules.FLAG;
import static dev.turnpike.sandbox.payments.api.ParameterRules.METADATA;
import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.Listing;
import dev.turnpike.sandbox.payments.api.Metadata;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.http.WebAddress;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Lets the shop say where it wants to hear of what, and in which version of the API. */
public final class WebhookEndpoints {

    private static final String PATH = "/v1/webhook_endpoints";

    /** Stripe's own limit. */
    private static final int MAX_ENDPOINTS = 16;

    private static final String VERSION = "\\d{4}-\\d{2}-\\d{2}(?:\\.[a-z]+)?";

    private final Ids ids;
    private final InstantSource clock;

    public WebhookEndpoints(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** What is served under {@code /v1/webhook_endpoints}. */
    public List<Route> routes(ObjectStore store) {
        return List.of(
                Route.of("POST", PATH, rules().with("api_version", TEXT), this::create),
                new Listing(store, Kind.WEBHOOK_ENDPOINT, PATH).withoutTime().route(),
                Route.found(PATH, Kind.WEBHOOK_ENDPOINT),
                Route.of(
                        "POST",
                        PATH + "/{id}",
                        rules().with("disabled", FLAG),
                        call -> known(call, endpoint -> update(call, endpoint))),
                Route.of(
                        "DELETE",
                        PATH + "/{id}",
                        ParameterRules.expandOnly(),
                        call -> known(call, _ -> delete(call))));
    }

    private static ParameterRules rules() {
        return ParameterRules.expandOnly()
                .with("url", TEXT)
                .with("enabled_events[]", TEXT)
                .with("description", CLEARABLE_TEXT)
                .with("metadata[*]", METADATA);
    }

    private Reply create(Call call) {
        FormParameters given = call.parameters();
        Optional<ApiError> refusal = findRefusal(call);
        if (refusal.isPresent()) {
            return new Reply.Refused(refusal.get());
        }
        ObjectNode endpoint =
                Json.object()
                        .put("id", ids.next("we_"))
                        .put("object", Kind.WEBHOOK_ENDPOINT.objectName())
                        .put("api_version", given.find("api_version").orElse(null))
                        .putNull("application")
                        .put("created", clock.instant().getEpochSecond())
                        .putNull("description")
                        .put("livemode", false)
                        .put("status", "enabled");
        fill(endpoint, given);
        String secret = ids.next("whsec_");
        call.changes().put(endpoint);
        call.changes()
                .put(
                        Json.object()
                                .put("id", Json.textAt(endpoint, "/id"))
                                .put("object", Kind.ENDPOINT_SECRET.objectName())
                                .put("secret", secret));
        // Shown this once, as at Stripe.
        return new Reply.Done(endpoint.deepCopy().put("secret", secret));
    }

    private static Optional<ApiError> findRefusal(Call call) {
        FormParameters given = call.parameters();
        if (!given.has("url")) {
            return Optional.of(ApiError.missing("url"));
        }
        if (given.listValues("enabled_events").isEmpty()) {
            return Optional.of(ApiError.missing("enabled_events"));
        }
        if (call.changes().listNewestFirst(Kind.WEBHOOK_ENDPOINT).size() >= MAX_ENDPOINTS) {
            String message =
                    "You have reached the maximum of %d test webhook endpoints."
                            .formatted(MAX_ENDPOINTS);
            return Optional.of(ApiError.invalid(null, message, null));
        }
        Optional<String> version = given.find("api_version");
        if (version.isPresent() && !version.get().matches(VERSION)) {
            return Optional.of(
                    ApiError.invalid(null, "Invalid API version: " + version.get(), "api_version"));
        }
        return findWrongUrl(given);
    }

    private static Optional<ApiError> findWrongUrl(FormParameters given) {
        return given.find("url")
                .filter(url -> !WebAddress.isOne(url))
                .map(_ -> ApiError.invalid("url_invalid", "Invalid URL", "url"));
    }

    private static Reply known(Call call, Function<ObjectNode, Reply> work) {
        return call.changes()
                .find(Kind.WEBHOOK_ENDPOINT, call.id())
                .map(work)
                .orElseGet(
                        () ->
                                new Reply.Refused(
                                        ApiError.notFound(Kind.WEBHOOK_ENDPOINT, call.id())));
    }

    private static Reply update(Call call, ObjectNode endpoint) {
        FormParameters given = call.parameters();
        Optional<ApiError> refusal = findWrongUrl(given);
        if (refusal.isPresent()) {
            return new Reply.Refused(refusal.get());
        }
        fill(endpoint, given);
        given.find("disabled")
                .ifPresent(
                        word ->
                                endpoint.put(
                                        "status", word.equals("true") ? "disabled" : "enabled"));
        call.changes().put(endpoint);
        return new Reply.Done(endpoint);
    }

    private static void fill(ObjectNode endpoint, FormParameters given) {
        given.find("url").ifPresent(url -> endpoint.put("url", url));
        given.find("description")
                .ifPresent(text -> endpoint.put("description", text.isEmpty() ? null : text));
        List<String> types = given.listValues("enabled_events");
        if (!types.isEmpty()) {
            types.forEach(endpoint.putArray("enabled_events")::add);
        }
        Metadata.fill(endpoint, given);
    }

    private static Reply delete(Call call) {
        for (Kind kind : List.of(Kind.ENDPOINT_SECRET, Kind.WEBHOOK_ENDPOINT)) {
            call.changes().put(gone(kind, call.id()));
        }
        return new Reply.Done(gone(Kind.WEBHOOK_ENDPOINT, call.id()));
    }

    private static ObjectNode gone(Kind kind, String id) {
        return Json.object().put("id", id).put("object", kind.objectName()).put("deleted", true);
    }
}
