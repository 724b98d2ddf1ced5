package dev.turnpike.sandbox.payments;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets one request at a time look and decide, then makes its changes lasting and passes its events
 * on.
 */
final class Commits {

    private final ObjectStore store;
    private final SessionExpiry expiry;
    private final Consumer<List<ObjectNode>> eventsOut;

    Commits(ObjectStore store, SessionExpiry expiry, Consumer<List<ObjectNode>> eventsOut) {
        this.store = store;
        this.expiry = expiry;
        this.eventsOut = eventsOut;
    }

    /** Nothing is kept when the work throws. */
    <T> T decide(Changes.Cause cause, Function<Changes, T> work) {
        return store.inTurn(
                () -> {
                    closeOverdue();
                    var changes = new Changes(store, cause);
                    T decision = work.apply(changes);
                    commit(changes);
                    return decision;
                });
    }

    /** Expires what is overdue, so that nobody sees an open checkout whose time is over. */
    void closeOverdue() {
        store.inTurn(
                () -> {
                    var changes = new Changes(store, Changes.Cause.VISITOR);
                    expiry.expireOverdue(changes);
                    commit(changes);
                    return changes;
                });
    }

    private void commit(Changes changes) {
        store.commit(changes);
        eventsOut.accept(changes.events());
    }
}
