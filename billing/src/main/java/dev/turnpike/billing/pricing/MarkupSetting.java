package dev.turnpike.billing.pricing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/** Sets and removes markups. Calls that have begun keep theirs. */
@Singleton
public class MarkupSetting {

    private final MarkupBook book;
    private final InstantSource clock;

    @Inject
    public MarkupSetting(MarkupBook book, InstantSource clock) {
        this.book = book;
        this.clock = clock;
    }

    /** Offers of this subject have this markup from now on. */
    @Transactional
    public void set(MarkupSubject subject, Markup markup, String by) {
        book.add(new MarkupChange(subject, markup, clock.instant(), by));
    }

    /** Its offers have the markup again that they would have without; false when it has none. */
    @Transactional
    public boolean remove(MarkupSubject subject, String by) {
        if (book.listInForce().stream().noneMatch(it -> it.subject().equals(subject))) {
            return false;
        }
        book.add(new MarkupChange(subject, null, clock.instant(), by));
        return true;
    }
}
