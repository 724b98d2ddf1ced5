package dev.turnpike.sandbox.payments.portal;

import dev.turnpike.sandbox.payments.cards.PaymentMethods;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.pages.FormFields;
import dev.turnpike.sandbox.payments.pages.Frame;
import dev.turnpike.sandbox.payments.pages.Template;
import dev.turnpike.sandbox.payments.pages.Template.Markup;
import dev.turnpike.sandbox.payments.taxes.TaxIds;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Renders the portal. */
final class PortalPage {

    private static final List<FormFields.Field> TAX_ID =
            List.of(
                    new FormFields.Field(
                            "tax_id",
                            "Tax ID",
                            "Like DE123456789 or 12-3456789.",
                            "required type=\"text\" autocomplete=\"off\" maxlength=\"30\""));

    private final Template portal = Template.load("portal.html");
    private final Template row = Template.load("portal-row.html");
    private final Template button = Template.load("portal-button.html");
    private final FormFields fields = new FormFields();
    private final Frame frame;

    PortalPage(Frame frame) {
        this.frame = frame;
    }

    HttpAnswer.Text show(
            ObjectNode session, Map<String, String> problems, int status, Changes changes) {
        String customerId = Json.textAt(session, "/customer");
        ObjectNode customer = changes.find(Kind.CUSTOMER, customerId).orElseThrow();
        String action = "/portal/" + Json.textAt(session, "/id");
        String back = Json.textAt(session, "/return_url");
        Markup body =
                portal.fill(
                        Map.of(
                                "action", Markup.escaped(action),
                                "problems", fields.summary("Nothing was changed", problems),
                                "cards", cards(action, customer, changes),
                                "cardFields", fields.all(FormFields.ofCard(), Map.of(), problems),
                                "taxIds", taxIds(action, customerId, changes),
                                "taxFields", fields.all(TAX_ID, Map.of(), problems),
                                "link",
                                        back.isEmpty()
                                                ? Markup.NONE
                                                : Frame.link(back, "Return to the shop")));
        return frame.page(status, (problems.isEmpty() ? "" : "Problem: ") + "Your cards", body, "");
    }

    private Markup cards(String action, ObjectNode customer, Changes changes) {
        String chosen = Json.textAt(customer, "/invoice_settings/default_payment_method");
        return new Markup(
                PaymentMethods.listOf(Json.textAt(customer, "/id"), changes).stream()
                        .map(method -> card(action, method, chosen).html())
                        .collect(Collectors.joining()));
    }

    private Markup card(String action, ObjectNode method, String chosen) {
        String id = Json.textAt(method, "/id");
        boolean isDefault = id.equals(chosen);
        String name =
                "Visa ending in %s, valid until %02d/%d"
                        .formatted(
                                Json.textAt(method, "/card/last4"),
                                method.at("/card/exp_month").asInt(),
                                method.at("/card/exp_year").asInt());
        Markup choose =
                isDefault
                        ? Markup.NONE
                        : button(action + "/default", "card", id, "Make default: " + name);
        Markup remove = button(action + "/removal", "card", id, "Remove: " + name);
        return row.fill(
                Map.of(
                        "name",
                        Markup.escaped(isDefault ? name + " (default)" : name),
                        "buttons",
                        new Markup(choose.html() + remove.html())));
    }

    private Markup taxIds(String action, String customerId, Changes changes) {
        return new Markup(
                TaxIds.listOf(customerId, changes).stream()
                        .map(taxId -> taxId(action, taxId).html())
                        .collect(Collectors.joining()));
    }

    private Markup taxId(String action, ObjectNode taxId) {
        String value = Json.textAt(taxId, "/value");
        String id = Json.textAt(taxId, "/id");
        return row.fill(
                Map.of(
                        "name", Markup.escaped(value),
                        "buttons",
                                button(
                                        action + "/tax_id_removal",
                                        "tax_id",
                                        id,
                                        "Remove: " + value)));
    }

    private Markup button(String action, String name, String value, String label) {
        return button.fill(
                Map.of(
                        "action", Markup.escaped(action),
                        "name", Markup.escaped(name),
                        "value", Markup.escaped(value),
                        "text", Markup.escaped(label.substring(0, label.indexOf(':'))),
                        "label", Markup.escaped(label)));
    }
}
