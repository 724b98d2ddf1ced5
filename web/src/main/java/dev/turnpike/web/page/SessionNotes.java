package dev.turnpike.web.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the notes in the servlet session; looking for one never opens a session. */
@Singleton
public class SessionNotes implements Notes {

    private final HttpServletRequest request;

    /** The request that is injected is a stand-in for the one of the calling thread. */
    @Inject
    public SessionNotes(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public <T> Optional<T> find(Class<T> kind) {
        HttpSession session = session();
        return session == null
                ? Optional.empty()
                : Optional.ofNullable(session.getAttribute(kind.getName())).map(kind::cast);
    }

    @Override
    public void keep(Object note) {
        request.getSession(true).setAttribute(note.getClass().getName(), note);
    }

    @Override
    public <T> Optional<T> take(Class<T> kind) {
        Optional<T> note = find(kind);
        HttpSession session = session();
        if (session != null && note.isPresent()) {
            session.removeAttribute(kind.getName());
        }
        return note;
    }

    private @Nullable HttpSession session() {
        return request.getSession(false);
    }
}
