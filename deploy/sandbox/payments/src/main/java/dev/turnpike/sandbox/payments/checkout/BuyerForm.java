package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.cards.CardForm;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.taxes.TaxIdNumber;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a visitor typed on the pay page.
 *
 * @param agreedCents the total that the visitor saw; 0 when the form did not say
 */
record BuyerForm(
        CardForm card, String country, String businessName, String taxId, long agreedCents) {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** Enough for any company's name, characters. */
    private static final int MAX_NAME = 150;

    /** A body that is not form-encoded counts as an empty form. */
    static BuyerForm of(String body) {
        FormParameters typed;
        try {
            typed = FormParameters.parse(body);
        } catch (IllegalArgumentException badlyEncoded) {
            typed = FormParameters.parse("");
        }
        String agreed = typed.find("agreed").orElse("");
        return new BuyerForm(
                CardForm.of(typed),
                typed.find("country").orElse("").strip().toUpperCase(Locale.ROOT),
                typed.find("business_name").orElse("").strip(),
                typed.find("tax_id").orElse("").strip(),
                agreed.matches("\\d{1,10}") ? Long.parseLong(agreed) : 0);
    }

    /** What to show again; card data is never filled in again. */
    Map<String, String> values() {
        return Map.of(
                "email", card.email(),
                "country", country,
                "business_name", businessName,
                "tax_id", taxId);
    }

    /** What is wrong, by field, in the order of the page. */
    Map<String, String> problems(Checkout checkout, YearMonth present) {
        var problems = new LinkedHashMap<String, String>();
        Map<String, String> ofCard = card.problems(present);
        if (ofCard.containsKey("email")) {
            problems.put("email", ofCard.get("email"));
        }
        if (checkout.asksForCountry() && !COUNTRIES.contains(country)) {
            problems.put("country", "Enter a country as two letters, like DE.");
        }
        if (checkout.asksForTaxId()) {
            putTaxProblems(problems);
        }
        problems.putAll(ofCard);
        return problems;
    }

    /** The tax id, when one was typed. */
    Optional<TaxIdNumber> findTaxId() {
        return TaxIdNumber.guess(taxId);
    }

    private void putTaxProblems(Map<String, String> problems) {
        if (businessName.length() > MAX_NAME) {
            problems.put("business_name", "Enter at most 150 characters.");
        } else if (businessName.isEmpty() && !taxId.isEmpty()) {
            problems.put("business_name", "Enter the name that belongs to the tax ID.");
        }
        if (!taxId.isEmpty() && findTaxId().isEmpty()) {
            problems.put("tax_id", "Enter a tax ID like DE123456789 or 12-3456789, or none.");
        }
    }

    /** Without the card, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return "BuyerForm[…]";
    }
}
