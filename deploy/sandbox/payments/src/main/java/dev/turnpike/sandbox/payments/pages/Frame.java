package dev.turnpike.sandbox.payments.pages;

import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.pages.Template.Markup;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What all pages share: the frame that says that no real money moves, notices, links. */
public final class Frame {

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Type", "text/html; charset=utf-8",
                    "Cache-Control", "no-store",
                    "Referrer-Policy", "no-referrer",
                    "X-Content-Type-Options", "nosniff");

    private final Template page = Template.load("page.html");
    private final Template notice = Template.load("notice.html");
    private final String style = Template.read("style.css");

    /**
     * A whole page.
     *
     * @param formTarget where a form may lead besides here, as a content security policy writes it:
     *     browsers also check the redirect that answers the form
     */
    public HttpAnswer.Text page(int status, String title, Markup body, String formTarget) {
        String policy =
                "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                        + formTarget;
        Markup html = page.fill(Map.of("title", Markup.escaped(title), "body", body));
        return new HttpAnswer.Text(status, HEADERS, html.html())
                .with("Content-Security-Policy", policy.strip());
    }

    /** A page with a heading, one sentence or two, and a link. */
    public HttpAnswer.Text notice(int status, String title, String text, Markup link) {
        Markup body =
                notice.fill(
                        Map.of(
                                "title", Markup.escaped(title),
                                "text", Markup.escaped(text),
                                "link", link));
        return page(status, title, body, "");
    }

    /** There is nothing at this address. */
    public HttpAnswer.Text unknown() {
        return notice(
                404,
                "Nothing here",
                "There is no such page. Start again in the shop; nothing was charged.",
                Markup.NONE);
    }

    /** The page is there, but not for this HTTP method. */
    public HttpAnswer.Text wrongMethod() {
        return notice(405, "Not possible", "This page can only be read or sent.", Markup.NONE)
                .with("Allow", "GET, HEAD, POST");
    }

    /** The front page. */
    public HttpAnswer.Text welcome() {
        return notice(
                200,
                "It is running",
                "Shops open checkouts here through the API; visitors then pay with a test card.",
                Markup.NONE);
    }

    /** The style sheet. */
    public HttpAnswer.Text style() {
        return new HttpAnswer.Text(200, HEADERS, style)
                .with("Content-Type", "text/css; charset=utf-8")
                .with("Cache-Control", "max-age=60");
    }

    /** Sends the browser on. */
    public HttpAnswer.Text seeOther(String address) {
        return new HttpAnswer.Text(303, HEADERS, "").with("Location", address);
    }

    /** A link; both texts are escaped. */
    public static Markup link(String address, String text) {
        return new Markup(
                "<a href=\""
                        + Markup.escaped(address).html()
                        + "\">"
                        + Markup.escaped(text).html()
                        + "</a>");
    }

    /** An amount as a person reads it, as {@code $1,234.50}. */
    public static String dollars(JsonNode amountCents) {
        return dollars(amountCents.asLong());
    }

    /** An amount of cents as a person reads it, as {@code $1,234.50}. */
    public static String dollars(long cents) {
        String sign = cents < 0 ? "-" : "";
        long plain = Math.abs(cents);
        return sign + "$%,d.%02d".formatted(plain / 100, plain % 100);
    }
}
