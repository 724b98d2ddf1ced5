package dev.turnpike.sandbox.payments.objects;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets one request at a time look and decide, then makes its changes lasting and passes its events
 * on.
 */
public final class Commits {

    private final ObjectStore store;
    private final List<Chore> chores;
    private final Consumer<List<ObjectNode>> eventsOut;

    public Commits(ObjectStore store, List<Chore> chores, Consumer<List<ObjectNode>> eventsOut) {
        this.store = store;
        this.chores = List.copyOf(chores);
        this.eventsOut = eventsOut;
    }

    /** Nothing is kept when the work throws. */
    public <T> T decide(Changes.Cause cause, Function<Changes, T> work) {
        return store.inTurn(
                () -> {
                    attendChores();
                    var changes = new Changes(store, cause);
                    T decision = work.apply(changes);
                    commit(changes);
                    return decision;
                });
    }

    /** Does what is due, so that nobody sees, say, an open checkout whose time is over. */
    public void attendChores() {
        store.inTurn(
                () -> {
                    var changes = new Changes(store, Changes.Cause.VISITOR);
                    chores.forEach(chore -> chore.attend(changes));
                    commit(changes);
                    return changes;
                });
    }

    private void commit(Changes changes) {
        store.commit(changes);
        eventsOut.accept(changes.events());
    }
}
