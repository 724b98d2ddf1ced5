package dev.turnpike.web.page;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Notes without a servlet session. */
public final class MapNotes implements Notes {

    private final Map<Class<?>, Object> notes = new HashMap<>();

    @Override
    public <T> Optional<T> find(Class<T> kind) {
        return Optional.ofNullable(notes.get(kind)).map(kind::cast);
    }

    @Override
    public void keep(Object note) {
        notes.put(note.getClass(), note);
    }

    @Override
    public <T> Optional<T> take(Class<T> kind) {
        Optional<T> note = find(kind);
        notes.remove(kind);
        return note;
    }
}
