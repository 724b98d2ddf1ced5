package dev.turnpike.web.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What lies on the desk when a form comes in: who sent it, what it says, and the notes. */
@Singleton
public class Desk {

    private final Visitors visitors;
    private final Fields fields;
    private final Notes notes;

    @Inject
    public Desk(Visitors visitors, Fields fields, Notes notes) {
        this.visitors = visitors;
        this.fields = fields;
        this.notes = notes;
    }

    /** The visitor of a page that only opens to people who signed in. */
    public Visitor visitor() {
        return visitors.getVisitor();
    }

    public Fields fields() {
        return fields;
    }

    public Notes notes() {
        return notes;
    }
}
