package dev.turnpike.sandbox.payments.api;

import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;
import static dev.turnpike.sandbox.payments.api.ParameterRules.TIME;

import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Serves one page of the objects of a kind, newest first, with Stripe's cursors and filters. */
public final class Listing {

    private static final int DEFAULT_LIMIT = 10;

    /** Stripe's own limit. */
    private static final int MAX_LIMIT = 100;

    private final ObjectStore store;
    private final Kind kind;
    private final String url;
    private final Map<String, String> filters = new LinkedHashMap<>();
    private @Nullable String owner;
    private boolean isFilteredByTime = true;
    private final Map<String, String> choices = new LinkedHashMap<>();

    public Listing(ObjectStore store, Kind kind, String url) {
        this.store = store;
        this.kind = kind;
        this.url = url;
    }

    /** Lets callers keep only the objects with the parameter's value at a JSON pointer. */
    public Listing filteredBy(String parameter, String pointer) {
        filters.put(parameter, pointer);
        return this;
    }

    /** Lets callers keep the objects with any of the parameter's values at a JSON pointer. */
    public Listing filteredByAny(String parameter, String pointer) {
        choices.put(parameter, pointer);
        return this;
    }

    /** Keeps only what belongs to the object whose id is in the path, by a JSON pointer. */
    public Listing ownedBy(String pointer) {
        owner = pointer;
        return this;
    }

    /** For the few lists that Stripe does not let callers cut by time. */
    public Listing withoutTime() {
        isFilteredByTime = false;
        return this;
    }

    /** The endpoint that serves the list. */
    public Route route() {
        return Route.of("GET", url, rules(), this::list);
    }

    private ParameterRules rules() {
        ParameterRules rules =
                ParameterRules.expandOnly()
                        .with("limit", new ParameterRules.Whole(1, MAX_LIMIT))
                        .with("starting_after", TEXT)
                        .with("ending_before", TEXT);
        if (isFilteredByTime) {
            rules.with("created", TIME);
            for (String bound : List.of("gt", "gte", "lt", "lte")) {
                rules.with("created[" + bound + "]", TIME);
            }
        }
        filters.keySet().forEach(parameter -> rules.with(parameter, TEXT));
        choices.keySet().forEach(parameter -> rules.with(parameter + "[]", TEXT));
        return rules;
    }

    public Reply list(Call call) {
        FormParameters asked = call.parameters();
        for (String cursor : List.of("starting_after", "ending_before")) {
            Optional<String> id = asked.find(cursor);
            if (id.isPresent() && store.find(kind, id.get()).isEmpty()) {
                return new Reply.Refused(ApiError.unknownReference(kind, id.get(), cursor));
            }
        }
        String address = owner == null ? url : url.replace("{id}", call.id());
        return new Reply.Done(page(call).put("url", address));
    }

    /** Looks only at as many objects as it takes to fill the page. */
    private ObjectNode page(Call call) {
        FormParameters asked = call.parameters();
        int limit = asked.findNumber("limit").map(Long::intValue).orElse(DEFAULT_LIMIT);
        List<ObjectNode> all = store.listNewestFirst(kind);
        Optional<String> before = asked.find("ending_before");
        List<ObjectNode> window =
                before.map(id -> all.subList(0, position(all, id)))
                        .orElseGet(() -> all.subList(start(all, asked), all.size()));
        // The page before a cursor is the one that ends there, not the newest.
        List<ObjectNode> found =
                (before.isPresent() ? window.reversed() : window)
                        .stream()
                                .filter(object -> isOwned(object, call) && matches(object, asked))
                                .limit(limit + 1L)
                                .toList();
        List<ObjectNode> shown = found.subList(0, Math.min(limit, found.size()));
        ObjectNode list = envelope(url, found.size() > limit);
        (before.isPresent() ? shown.reversed() : shown)
                .forEach(object -> list.withArray("data").add(object.deepCopy()));
        return list;
    }

    private static int start(List<ObjectNode> all, FormParameters asked) {
        return asked.find("starting_after").map(id -> position(all, id) + 1).orElse(0);
    }

    public static ObjectNode envelope(String url, boolean hasMore) {
        ObjectNode list = Json.object().put("object", "list");
        list.putArray("data");
        return list.put("has_more", hasMore).put("url", url);
    }

    private boolean isOwned(ObjectNode object, Call call) {
        return owner == null || Json.textAt(object, owner).equals(call.id());
    }

    private boolean matches(ObjectNode object, FormParameters asked) {
        boolean fits =
                filters.entrySet().stream()
                        .allMatch(
                                filter ->
                                        asked.find(filter.getKey())
                                                .map(Json.textAt(object, filter.getValue())::equals)
                                                .orElse(true));
        boolean isChosen =
                choices.entrySet().stream()
                        .allMatch(
                                choice ->
                                        isAmong(asked.listValues(choice.getKey()), object, choice));
        JsonNode created = object.path("created");
        return fits && isChosen && isWithin(created.asLong(0), asked);
    }

    private static boolean isAmong(
            List<String> wanted, ObjectNode object, Map.Entry<String, String> choice) {
        return wanted.isEmpty() || wanted.contains(Json.textAt(object, choice.getValue()));
    }

    private static boolean isWithin(long created, FormParameters asked) {
        return asked.findNumber("created").map(at -> created == at).orElse(true)
                && asked.findNumber("created[gt]").map(bound -> created > bound).orElse(true)
                && asked.findNumber("created[gte]").map(bound -> created >= bound).orElse(true)
                && asked.findNumber("created[lt]").map(bound -> created < bound).orElse(true)
                && asked.findNumber("created[lte]").map(bound -> created <= bound).orElse(true);
    }

    private static int position(List<ObjectNode> objects, String id) {
        for (int index = 0; index < objects.size(); index++) {
            if (objects.get(index).path("id").asString("").equals(id)) {
                return index;
            }
        }
        throw new IllegalStateException("The cursor " + id + " left the list.");
    }
}
