package dev.turnpike.web.page;

import java.util.HashMap;
import java.util.Map;

/**
 * What a resource shows: a template and the words it needs. {@link PageWriter} turns it into HTML.
 *
 * @param status the HTTP status it is sent with
 * @param template where it lies among the templates: folder and name, without ending
 * @param title what the browser's tab says
 * @param section the entry of the navigation that it belongs to
 */
public record Page(
        int status, String template, String title, Section section, Map<String, Object> model) {

    private static final int OK = 200;

    /** The entries of the navigation. */
    public enum Section {
        NONE,
        HOME,
        MODELS,
        WELCOME,
        KEYS,
        CREDITS,
        USAGE,
        OPERATOR
    }

    public Page {
        model = Map.copyOf(model);
    }

    public static Page of(String template, String title, Section section) {
        return new Page(OK, template, title, section, Map.of());
    }

    /** A piece of a page, for a place in a page that is already there. */
    public static Page fragment(String template) {
        return new Page(OK, template, "", Section.NONE, Map.of());
    }

    /** Whether it is a piece of a page, without a frame. */
    public boolean isFragment() {
        return title.isEmpty();
    }

    /** The same page with one more word for its template. */
    public Page with(String name, Object value) {
        Map<String, Object> more = new HashMap<>(model);
        more.put(name, value);
        return new Page(status, template, title, section, more);
    }

    /** The same page with another status. */
    public Page withStatus(int other) {
        return new Page(other, template, title, section, model);
    }
}
