package dev.turnpike.sandbox.payments.objects;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps every object the sandbox has made: in memory, and in a journal when there is a data folder.
 *
 * <p>Whoever reads in order to write does both inside one {@link #inTurn turn}, so that two
 * visitors cannot pay the same checkout.
 */
public final class ObjectStore implements AutoCloseable {

    private final ReentrantLock turn = new ReentrantLock();
    private final Map<Kind, SequencedMap<String, ObjectNode>> objects = new EnumMap<>(Kind.class);
    private final @Nullable Journal journal;

    public ObjectStore(@Nullable Journal journal) {
        this.journal = journal;
        for (Kind kind : Kind.values()) {
            objects.put(kind, new LinkedHashMap<>());
        }
        if (journal != null) {
            journal.read().forEach(this::keep);
            journal.compact(oldestFirst());
        }
    }

    public <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    /** A copy, which the caller may change freely. */
    public Optional<ObjectNode> find(Kind kind, String id) {
        return inTurn(() -> Optional.ofNullable(kept(kind).get(id)).map(ObjectNode::deepCopy));
    }

    /** The kept objects themselves, so that long lists are cheap: they must not be changed. */
    public List<ObjectNode> listNewestFirst(Kind kind) {
        return inTurn(() -> List.copyOf(kept(kind).sequencedValues().reversed()));
    }

    /** Makes all the changes lasting, or, when the journal cannot be written, none of them. */
    public void commit(Changes changes) {
        inTurn(
                () -> {
                    List<ObjectNode> changed = changes.objects();
                    if (journal != null && !changed.isEmpty()) {
                        journal.append(changed);
                    }
                    changed.forEach(this::keep);
                    return changed;
                });
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }

    private void keep(ObjectNode object) {
        Kind kind = Kind.ofObjectName(Json.textAt(object, "/object"));
        if (isGone(object)) {
            kept(kind).remove(Json.textAt(object, "/id"));
        } else {
            kept(kind).put(Json.textAt(object, "/id"), object.deepCopy());
        }
    }

    /** Whether the object only says that it was deleted, as Stripe answers a deletion. */
    static boolean isGone(ObjectNode object) {
        return object.path("deleted").asBoolean(false);
    }

    private List<ObjectNode> oldestFirst() {
        var all = new ArrayList<ObjectNode>();
        objects.values().forEach(ofOneKind -> all.addAll(ofOneKind.values()));
        return all;
    }

    private SequencedMap<String, ObjectNode> kept(Kind kind) {
        SequencedMap<String, ObjectNode> ofKind = objects.get(kind);
        if (ofKind == null) {
            throw new IllegalStateException("No shelf for " + kind);
        }
        return ofKind;
    }
}
