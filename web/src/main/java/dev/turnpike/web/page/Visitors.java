package dev.turnpike.web.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Knows who is looking. */
@Singleton
public class Visitors {

    private final Notes notes;

    @Inject
    public Visitors(Notes notes) {
        this.notes = notes;
    }

    /** The visitor of a page that only opens to people who signed in. */
    public Visitor getVisitor() {
        return findVisitor()
                .orElseThrow(() -> new IllegalStateException("Nobody is signed in here"));
    }

    public Optional<Visitor> findVisitor() {
        return notes.find(Visitor.class);
    }

    public void remember(Visitor visitor) {
        notes.keep(visitor);
    }
}
