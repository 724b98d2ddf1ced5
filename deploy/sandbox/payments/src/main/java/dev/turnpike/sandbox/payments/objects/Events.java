package dev.turnpike.sandbox.payments.objects;

import java.time.InstantSource;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.ObjectNode;

/** Makes the events that webhooks carry. */
public final class Events {

    public static final String API_VERSION = "2026-07-29.dahlia";

    private final Ids ids;
    private final InstantSource clock;
    private final ToIntFunction<String> listeners;

    /**
     * Makes events for whoever listens.
     *
     * @param listeners how many want to hear of a type of event
     */
    public Events(Ids ids, InstantSource clock, ToIntFunction<String> listeners) {
        this.ids = ids;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** Adds an event with the object as it is now to the changes that bring it about. */
    public void record(Changes changes, String type, ObjectNode object) {
        ObjectNode event =
                Json.object()
                        .put("id", ids.next("evt_"))
                        .put("object", Kind.EVENT.objectName())
                        .put("api_version", API_VERSION)
                        .put("created", clock.instant().getEpochSecond());
        ObjectNode data = event.putObject("data");
        data.set("object", object.deepCopy());
        if (type.endsWith(".updated")) {
            data.set(
                    "previous_attributes",
                    PreviousAttributes.between(changes.lastTold(object), object));
        }
        event.put("livemode", false).put("pending_webhooks", listeners.applyAsInt(type));
        event.putObject("request")
                .put("id", changes.cause().requestId())
                .put("idempotency_key", changes.cause().idempotencyKey());
        event.put("type", type);
        changes.put(event);
    }
}
