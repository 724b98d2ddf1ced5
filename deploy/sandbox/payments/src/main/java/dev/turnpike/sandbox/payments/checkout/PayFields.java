package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.pages.FormFields;
import dev.turnpike.sandbox.payments.pages.FormFields.Field;
import java.util.ArrayList;
import java.util.List;

/** What the pay page asks for. */
final class PayFields {

    private static final Field EMAIL =
            new Field(
                    "email",
                    "Email",
                    "For the receipt. The sandbox sends no mail.",
                    "required type=\"email\" autocomplete=\"email\" maxlength=\"254\"");

    private static final Field COUNTRY =
            new Field(
                    "country",
                    "Country (two letters)",
                    "Decides about tax. Like DE, FR or US.",
                    "required type=\"text\" autocomplete=\"country\" maxlength=\"2\"");

    private static final List<Field> BUSINESS =
            List.of(
                    new Field(
                            "business_name",
                            "Business name (optional)",
                            "As your tax ID has it.",
                            "type=\"text\" autocomplete=\"organization\" maxlength=\"150\""),
                    new Field(
                            "tax_id",
                            "Tax ID (optional)",
                            "Like DE123456789 or 12-3456789.",
                            "type=\"text\" autocomplete=\"off\" maxlength=\"30\""));

    private PayFields() {}

    /** In the order of the page. */
    static List<Field> of(Checkout checkout) {
        var fields = new ArrayList<Field>();
        fields.add(EMAIL);
        if (checkout.asksForCountry()) {
            fields.add(COUNTRY);
        }
        if (checkout.asksForTaxId()) {
            fields.addAll(BUSINESS);
        }
        fields.addAll(FormFields.ofCard());
        return fields;
    }
}
