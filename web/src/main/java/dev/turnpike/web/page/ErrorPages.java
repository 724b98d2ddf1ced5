package dev.turnpike.web.page;

import dev.turnpike.web.page.Page.Section;

/** The pages for when something is not there, not allowed, or broke. */
public final class ErrorPages {

    public static final Page NOT_FOUND =
            error(
                    404,
                    "There is nothing here",
                    "The address is wrong, or what it led to is gone or belongs to somebody else.");

    public static final Page FORBIDDEN =
            error(403, "This is not yours to see", "You are signed in, but not allowed in here.");

    public static final Page FORM_EXPIRED =
            error(
                    403,
                    "This form is no longer valid",
                    "Your session has ended since the page was opened, so nothing was changed."
                            + " Go back, reload the page and send it again.");

    public static final Page SIGN_IN_UNFINISHED =
            error(
                    400,
                    "The sign-in did not finish",
                    "It took too long, or the page was opened a second time. Choose Sign in, above,"
                            + " to begin again.");

    private ErrorPages() {}

    /** A fault of ours; the reference finds it in the log. */
    public static Page fault(String reference) {
        return error(
                        500,
                        "Something broke on our side",
                        "Nothing was charged for this page. Try again; if it stays like this, tell"
                                + " us the reference below.")
                .with("reference", reference);
    }

    /** Any other status, in its own words. */
    static Page error(int status, String heading, String advice) {
        return Page.of("page/error", heading, Section.NONE)
                .withStatus(status)
                .with("code", status)
                .with("heading", heading)
                .with("advice", advice);
    }
}
