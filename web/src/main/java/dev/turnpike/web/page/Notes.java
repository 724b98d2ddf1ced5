package dev.turnpike.web.page;

import java.util.Optional;

/** What the site remembers of one browser between its requests; at most one note of each kind. */
public interface Notes {

    <T> Optional<T> find(Class<T> kind);

    void keep(Object note);

    /** Reads a note and forgets it. */
    <T> Optional<T> take(Class<T> kind);
}
