package dev.turnpike.web.keys;

import dev.turnpike.web.page.Notes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes one key for each form. A double click sends a form twice, and the browser shows the answer
 * to the second sending alone: it must lead to the key that the first one made.
 */
@Singleton
public class OneKeyPerForm {

    /** Far longer than a double click takes; whoever comes back later is shown no secret. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

    private final Notes notes;
    private final InstantSource clock;

    @Inject
    public OneKeyPerForm(Notes notes, InstantSource clock) {
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * The form that was sent last, and its key.
     *
     * @param form names one copy of the form; the browser may keep that copy for another key
     */
    record Sent(String form, KeyForm typed, FreshKey key, Instant at) {

        boolean isAgain(String otherForm, KeyForm otherTyped) {
            return !form.isEmpty() && form.equals(otherForm) && typed.equals(otherTyped);
        }
    }

    /**
     * Leaves a key for the page that shows it, and makes it if this form has not made it yet. One
     * request after the other: the second sending comes while the first one makes the key.
     */
    synchronized void make(String form, KeyForm typed, Supplier<FreshKey> making) {
        Instant now = clock.instant();
        Optional<Sent> before = notes.find(Sent.class).filter(it -> it.isAgain(form, typed));
        if (before.isEmpty()) {
            FreshKey key = making.get();
            notes.keep(new Sent(form, typed, key, now));
            notes.keep(key);
        } else if (now.isBefore(before.get().at().plus(MOMENT))) {
            // The page may have been fetched already, by the request that the second click ended.
            notes.keep(before.get().key());
        }
    }
}
