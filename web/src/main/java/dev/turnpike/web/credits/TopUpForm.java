package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.CreditSettings;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.topups.TopUpTerms;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Dollars;
import dev.turnpike.web.page.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to set automatic top-up.
 *
 * @param errors what is wrong, by field, or {@code form} for all of it; empty when nothing is
 */
public record TopUpForm(
        String threshold, String amount, String ceiling, Map<String, String> errors) {

    /** An untouched form with what suits a small project. */
    static final TopUpForm EMPTY = new TopUpForm("5", "25", "100", Map.of());

    private static final String ALL = "form";

    public TopUpForm {
        errors = Map.copyOf(errors);
    }

    static TopUpForm read(Fields fields) {
        return new TopUpForm(
                fields.text("threshold"), fields.text("amount"), fields.text("ceiling"), Map.of());
    }

    /** What is set now, to be changed. */
    static TopUpForm of(TopUpTerms terms) {
        return new TopUpForm(
                typed(terms.threshold()), typed(terms.amount()), typed(terms.ceiling()), Map.of());
    }

    private static String typed(Usd amount) {
        return amount.toPlainString();
    }

    /** The terms; empty when one of them is no amount. */
    Optional<TopUpTerms> terms() {
        Optional<Usd> below = Dollars.parse(threshold);
        Optional<Usd> each = Dollars.parse(amount);
        Optional<Usd> most = Dollars.parse(ceiling);
        return below.isPresent() && each.isPresent() && most.isPresent()
                ? Optional.of(new TopUpTerms(below.get(), each.get(), most.get()))
                : Optional.empty();
    }

    /** The same form with a word beside each field that is no amount. */
    TopUpForm malformed() {
        Map<String, String> wrong = new LinkedHashMap<>();
        Map.of("threshold", threshold, "amount", amount, "ceiling", ceiling)
                .forEach(
                        (field, typed) -> {
                            if (Dollars.parse(typed).isEmpty()) {
                                wrong.put(field, "Type an amount in dollars, such as 25 or 12.50.");
                            }
                        });
        return with(wrong);
    }

    /** The same form with the reason beside each field that does not fit. */
    TopUpForm flawed(Set<TopUpTerms.Flaw> flaws) {
        Map<String, String> wrong = new LinkedHashMap<>();
        for (TopUpTerms.Flaw flaw : flaws) {
            switch (flaw) {
                case THRESHOLD_NOT_POSITIVE -> wrong.put("threshold", "It must be above zero.");
                case THRESHOLD_ABOVE_AMOUNT ->
                        wrong.put("threshold", "It must not be above what is bought at once.");
                case AMOUNT_OUT_OF_BOUNDS -> wrong.put("amount", bounds());
                case CEILING_BELOW_AMOUNT ->
                        wrong.put("ceiling", "It must allow for one purchase at least.");
            }
        }
        return with(wrong);
    }

    private static String bounds() {
        return "Choose an amount between %s and %s."
                .formatted(
                        Amount.of(CreditSettings.DEFAULT.minimum()),
                        Amount.of(CreditSettings.DEFAULT.maximum()));
    }

    TopUpForm cardMissing() {
        return with(
                Map.of(
                        ALL,
                        "No card is saved. Tick “Keep the card” when you buy credit, then come back."));
    }

    TopUpForm notOffered() {
        return with(
                Map.of(
                        ALL,
                        "Automatic top-up is not offered here, because tax is added to purchases."));
    }

    private TopUpForm with(Map<String, String> wrong) {
        return new TopUpForm(threshold, amount, ceiling, wrong);
    }

    /** What is wrong with this field, or null. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }
}
