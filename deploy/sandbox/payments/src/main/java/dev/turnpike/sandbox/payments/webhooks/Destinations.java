package dev.turnpike.sandbox.payments.webhooks;

import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Knows who hears of an event: the shop of the settings, and the endpoints made by the API. */
public final class Destinations {

    private final ObjectStore store;
    private final Destination shop;

    public Destinations(ObjectStore store, String shopAddress, String shopSecret) {
        this.store = store;
        this.shop = new Destination(URI.create(shopAddress), shopSecret, Events.API_VERSION);
    }

    /** How many hear of events of the type. */
    public int count(String type) {
        return listFor(type).size();
    }

    List<Destination> listFor(String type) {
        var listening = new ArrayList<Destination>();
        listening.add(shop);
        store.listNewestFirst(Kind.WEBHOOK_ENDPOINT).reversed().stream()
                .filter(endpoint -> listensTo(endpoint, type))
                .forEach(endpoint -> listening.add(destination(endpoint)));
        return listening;
    }

    private static boolean listensTo(ObjectNode endpoint, String type) {
        return Json.textAt(endpoint, "/status").equals("enabled")
                && endpoint.path("enabled_events")
                        .valueStream()
                        .map(JsonNode::asString)
                        .anyMatch(wanted -> wanted.equals("*") || wanted.equals(type));
    }

    private Destination destination(ObjectNode endpoint) {
        String id = Json.textAt(endpoint, "/id");
        ObjectNode secret = store.find(Kind.ENDPOINT_SECRET, id).orElseThrow();
        String version = Json.textAt(endpoint, "/api_version");
        return new Destination(
                URI.create(Json.textAt(endpoint, "/url")),
                Json.textAt(secret, "/secret"),
                version.isEmpty() ? Events.API_VERSION : version);
    }
}
