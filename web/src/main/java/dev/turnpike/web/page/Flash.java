package dev.turnpike.web.page;

/** One sentence for the next page that is shown: what was just done, or why not. */
public record Flash(boolean good, String text) {

    public static Flash done(String text) {
        return new Flash(true, text);
    }

    public static Flash problem(String text) {
        return new Flash(false, text);
    }
}
