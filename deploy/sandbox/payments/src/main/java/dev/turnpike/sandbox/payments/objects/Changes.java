package dev.turnpike.sandbox.payments.objects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What one request wants to make or change: committed together or not at all. */
public final class Changes {

    /** The API request that leads to the changes; a visitor on the pay page leaves both empty. */
    public record Cause(@Nullable String requestId, @Nullable String idempotencyKey) {
        public static final Cause VISITOR = new Cause(null, null);
    }

    private final ObjectStore store;
    private final Cause cause;
    private final Map<String, ObjectNode> objects = new LinkedHashMap<>();

    public Changes(ObjectStore store, Cause cause) {
        this.store = store;
        this.cause = cause;
    }

    Cause cause() {
        return cause;
    }

    public void put(ObjectNode object) {
        objects.put(key(Json.textAt(object, "/object"), Json.textAt(object, "/id")), object);
    }

    /** For a request that is refused after all. */
    public void discard() {
        objects.clear();
    }

    /** The object as it will be after these changes; a copy. */
    public Optional<ObjectNode> find(Kind kind, String id) {
        ObjectNode changed = objects.get(key(kind.objectName(), id));
        if (changed == null) {
            return store.find(kind, id);
        }
        return Optional.of(changed.deepCopy()).filter(object -> !ObjectStore.isGone(object));
    }

    /** All objects of a kind as they will be after these changes; not to be changed. */
    public List<ObjectNode> listNewestFirst(Kind kind) {
        var all = new LinkedHashMap<String, ObjectNode>();
        for (ObjectNode kept : store.listNewestFirst(kind).reversed()) {
            all.put(Json.textAt(kept, "/id"), kept);
        }
        for (ObjectNode changed : objects.values()) {
            if (Json.textAt(changed, "/object").equals(kind.objectName())) {
                all.put(Json.textAt(changed, "/id"), changed);
            }
        }
        all.values().removeIf(ObjectStore::isGone);
        return List.copyOf(all.sequencedValues().reversed());
    }

    /**
     * The last other state of this object that was told by an event of these changes, else the one
     * that was kept before them; this one when there was none.
     */
    ObjectNode lastTold(ObjectNode object) {
        String id = Json.textAt(object, "/id");
        for (ObjectNode event : events().reversed()) {
            if (event.at("/data/object") instanceof ObjectNode told
                    && Json.textAt(told, "/id").equals(id)
                    && !told.equals(object)) {
                return told;
            }
        }
        return store.find(Kind.ofObjectName(Json.textAt(object, "/object")), id).orElse(object);
    }

    public List<ObjectNode> objects() {
        return List.copyOf(objects.values());
    }

    public List<ObjectNode> events() {
        var events = new ArrayList<ObjectNode>();
        for (ObjectNode object : objects.values()) {
            if (Json.textAt(object, "/object").equals(Kind.EVENT.objectName())) {
                events.add(object);
            }
        }
        return events;
    }

    private static String key(String objectName, String id) {
        return objectName + " " + id;
    }
}
