package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.cards.TestCard;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.pages.FormFields;
import dev.turnpike.sandbox.payments.pages.Frame;
import dev.turnpike.sandbox.payments.pages.Template;
import dev.turnpike.sandbox.payments.pages.Template.Markup;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Renders what a visitor sees; works without script and says that no real money moves. */
final class PayPages {

    private final Template form = Template.load("pay.html");
    private final Template line = Template.load("line.html");
    private final Template tax = Template.load("tax-line.html");
    private final Template cardRow = Template.load("card.html");
    private final Template cancel = Template.load("cancel.html");
    private final FormFields field = new FormFields();
    private final Frame frame;

    PayPages(Frame frame) {
        this.frame = frame;
    }

    /**
     * The form to pay with.
     *
     * @param values what the fields shall show, by their names
     * @param problems messages by the field they belong to
     */
    HttpAnswer.Text form(
            Checkout checkout,
            Map<String, String> values,
            Map<String, String> problems,
            int status) {
        ObjectNode session = checkout.session();
        String total = Frame.dollars(session.path("amount_total"));
        Markup body =
                form.fill(
                        Map.of(
                                "action", Markup.escaped("/pay/" + Json.textAt(session, "/id")),
                                "agreed", Markup.escaped(session.path("amount_total").asString()),
                                "total", Markup.escaped(total),
                                "lines", lines(checkout),
                                "problems", field.summary("You have not paid yet", problems),
                                "fields", field.all(PayFields.of(checkout), values, problems),
                                "cards", cards(),
                                "cancel", cancel(session)));
        String title = (problems.isEmpty() ? "" : "Problem: ") + "Pay " + total;
        return frame.page(status, title, body, SuccessAddress.sourceExpression(session));
    }

    HttpAnswer.Text closed(ObjectNode session, int status) {
        if (Json.textAt(session, "/status").equals(CheckoutSessions.COMPLETE)) {
            return frame.notice(
                    status,
                    "Already paid",
                    "This checkout was paid before. You were not charged again.",
                    Frame.link(SuccessAddress.of(session), "Return to the shop"));
        }
        String cancelUrl = Json.textAt(session, "/cancel_url");
        return frame.notice(
                status == 200 ? 200 : 410,
                "Checkout expired",
                "This checkout has expired. Nothing was charged. Start again in the shop.",
                cancelUrl.isEmpty() ? Markup.NONE : Frame.link(cancelUrl, "Return to the shop"));
    }

    private Markup lines(Checkout checkout) {
        String ofOrder =
                checkout.order()
                        .withArray("data")
                        .valueStream()
                        .map(item -> line.fill(lineOf(item)).html())
                        .collect(Collectors.joining());
        return new Markup(ofOrder + tax(checkout).html());
    }

    private Markup tax(Checkout checkout) {
        long cents = checkout.session().at("/total_details/amount_tax").asLong();
        if (cents == 0) {
            return Markup.NONE;
        }
        String name = "Tax, " + checkout.order().path("tax_percent").asString("") + " %";
        return tax.fill(
                Map.of(
                        "description", Markup.escaped(name),
                        "amount", Markup.escaped(Frame.dollars(cents))));
    }

    private static Map<String, Markup> lineOf(JsonNode item) {
        return Map.of(
                "description", Markup.escaped(Json.textAt(item, "/description")),
                "quantity", Markup.escaped(item.path("quantity").asString("1")),
                "amount", Markup.escaped(Frame.dollars(item.path("amount_subtotal"))));
    }

    private Markup cards() {
        return new Markup(
                Arrays.stream(TestCard.values())
                        .map(card -> cardRow.fill(cardOf(card)).html())
                        .collect(Collectors.joining()));
    }

    private static Map<String, Markup> cardOf(TestCard card) {
        String spaced = card.number().replaceAll("(\\d{4})(?=\\d)", "$1 ");
        return Map.of("number", Markup.escaped(spaced), "result", Markup.escaped(card.meaning()));
    }

    private Markup cancel(ObjectNode session) {
        String address = Json.textAt(session, "/cancel_url");
        return address.isEmpty()
                ? Markup.NONE
                : cancel.fill(Map.of("link", Frame.link(address, "Cancel and return to the shop")));
    }
}
