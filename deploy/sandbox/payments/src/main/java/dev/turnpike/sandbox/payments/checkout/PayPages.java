package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.cards.TestCard;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.pages.Template;
import dev.turnpike.sandbox.payments.pages.Template.Markup;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Renders what a visitor sees; works without script and says that no real money moves. */
public final class PayPages {

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Type", "text/html; charset=utf-8",
                    "Cache-Control", "no-store",
                    "Referrer-Policy", "no-referrer",
                    "X-Content-Type-Options", "nosniff");

    private final Template page = Template.load("page.html");
    private final Template form = Template.load("pay.html");
    private final Template notice = Template.load("notice.html");
    private final Template line = Template.load("line.html");
    private final Template cardRow = Template.load("card.html");
    private final Template cancel = Template.load("cancel.html");
    private final PayField field = new PayField();
    private final String style = Template.read("style.css");

    /**
     * @param problems messages by the field they belong to
     */
    HttpAnswer.Text form(
            Checkout checkout, String email, Map<String, String> problems, int status) {
        ObjectNode session = checkout.session();
        String total = dollars(session.path("amount_total"));
        Markup body =
                form.fill(
                        Map.of(
                                "action", Markup.escaped("/pay/" + Json.textAt(session, "/id")),
                                "total", Markup.escaped(total),
                                "lines", lines(checkout.order()),
                                "problems", field.summary(problems),
                                "fields", field.all(email, problems),
                                "cards", cards(),
                                "cancel", cancel(session)));
        String title = (problems.isEmpty() ? "" : "Problem: ") + "Pay " + total;
        return page(status, title, body, SuccessAddress.sourceExpression(session));
    }

    HttpAnswer.Text closed(ObjectNode session, int status) {
        if (Json.textAt(session, "/status").equals(CheckoutSessions.COMPLETE)) {
            return notice(
                    status,
                    "Already paid",
                    "This checkout was paid before. You were not charged again.",
                    link(SuccessAddress.of(session), "Return to the shop"));
        }
        String cancelUrl = Json.textAt(session, "/cancel_url");
        return notice(
                status == 200 ? 200 : 410,
                "Checkout expired",
                "This checkout has expired. Nothing was charged. Start again in the shop.",
                cancelUrl.isEmpty() ? Markup.NONE : link(cancelUrl, "Return to the shop"));
    }

    public HttpAnswer.Text unknown() {
        return notice(
                404,
                "Nothing here",
                "There is no such checkout. Start again in the shop; nothing was charged.",
                Markup.NONE);
    }

    HttpAnswer.Text wrongMethod() {
        return notice(405, "Not possible", "A pay page can only be read or sent.", Markup.NONE)
                .with("Allow", "GET, HEAD, POST");
    }

    public HttpAnswer.Text welcome() {
        return notice(
                200,
                "It is running",
                "Shops open checkouts here through the API; visitors then pay with a test card.",
                Markup.NONE);
    }

    HttpAnswer.Text style() {
        return new HttpAnswer.Text(200, HEADERS, style)
                .with("Content-Type", "text/css; charset=utf-8")
                .with("Cache-Control", "max-age=60");
    }

    HttpAnswer.Text seeOther(String address) {
        return new HttpAnswer.Text(303, HEADERS, "").with("Location", address);
    }

    static String dollars(JsonNode amountCents) {
        long cents = amountCents.asLong();
        return "$%,d.%02d".formatted(cents / 100, cents % 100);
    }

    private Markup lines(ObjectNode order) {
        return new Markup(
                order.withArray("data")
                        .valueStream()
                        .map(item -> line.fill(lineOf(item)).html())
                        .collect(Collectors.joining()));
    }

    private static Map<String, Markup> lineOf(JsonNode item) {
        return Map.of(
                "description", Markup.escaped(Json.textAt(item, "/description")),
                "quantity", Markup.escaped(item.path("quantity").asString("1")),
                "amount", Markup.escaped(dollars(item.path("amount_total"))));
    }

    private Markup cards() {
        return new Markup(
                Arrays.stream(TestCard.values())
                        .map(card -> cardRow.fill(cardOf(card)).html())
                        .collect(Collectors.joining()));
    }

    private static Map<String, Markup> cardOf(TestCard card) {
        String spaced = card.number().replaceAll("(\\d{4})(?=\\d)", "$1 ");
        String result = card.isAccepted() ? "Payment succeeds" : card.message();
        return Map.of("number", Markup.escaped(spaced), "result", Markup.escaped(result));
    }

    private Markup cancel(ObjectNode session) {
        String address = Json.textAt(session, "/cancel_url");
        return address.isEmpty()
                ? Markup.NONE
                : cancel.fill(Map.of("link", link(address, "Cancel and return to the shop")));
    }

    private static Markup link(String address, String text) {
        return new Markup(
                "<a href=\""
                        + Markup.escaped(address).html()
                        + "\">"
                        + Markup.escaped(text).html()
                        + "</a>");
    }

    private HttpAnswer.Text notice(int status, String title, String text, Markup link) {
        Markup body =
                notice.fill(
                        Map.of(
                                "title", Markup.escaped(title),
                                "text", Markup.escaped(text),
                                "link", link));
        return page(status, title, body, "");
    }

    /**
     * @param formTarget where the form may lead besides here: browsers also check the redirect that
     *     answers it. Any port of the shop's host, since a shop may pass the visitor on to its
     *     login.
     */
    private HttpAnswer.Text page(int status, String title, Markup body, String formTarget) {
        String policy =
                "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                        + formTarget;
        Markup html = page.fill(Map.of("title", Markup.escaped(title), "body", body));
        return new HttpAnswer.Text(status, HEADERS, html.html())
                .with("Content-Security-Policy", policy.strip());
    }
}
