package dev.turnpike.web.operator;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricelists.PriceSetting.Typed;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.web.page.Fields;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was typed as the usual prices of an offer.
 *
 * @param edition the number of the edition that the form showed
 * @param typed by class; empty where the sheet is to name no price
 * @param reason for the history
 * @param isMeant whether moves that are rather slips are meant
 * @param errors what is wrong, by field; empty when nothing is
 */
public record PriceForm(
        long edition,
        Map<TokenClass, String> typed,
        String reason,
        boolean isMeant,
        Map<String, String> errors) {

    static final int MAX_REASON = 200;
    static final String MEANT = "meant";

    private static final String YES = "yes";
    private static final String EDITION = "edition";
    private static final String REASON = "reason";
    private static final List<TokenClass> NEEDED = List.of(TokenClass.INPUT, TokenClass.OUTPUT);

    /** What became of the check. */
    sealed interface Checked permits Good, Bad {}

    /** Can be set. */
    record Good(Typed prices) implements Checked {}

    /** Goes back into the page, with what is wrong beside each field. */
    record Bad(PriceForm form) implements Checked {}

    /** A field for the price of a class. */
    public record Field(
            String name, String label, String unit, String value, @Nullable String error) {}

    public PriceForm {
        typed = new EnumMap<>(typed);
        errors = Map.copyOf(errors);
    }

    /** The form with what is in force, to be changed. */
    static PriceForm of(PriceVersion version) {
        Map<TokenClass, String> typed = new EnumMap<>(TokenClass.class);
        for (TokenClass each : TokenClass.values()) {
            UnitPrice price = version.sheet().listed(each);
            typed.put(each, price == null ? "" : TypedPrice.text(each, price));
        }
        return new PriceForm(version.id(), typed, "", false, Map.of());
    }

    static PriceForm read(Fields fields) {
        Map<TokenClass, String> typed = new EnumMap<>(TokenClass.class);
        for (TokenClass each : TokenClass.values()) {
            typed.put(each, fields.text(each.code()));
        }
        return new PriceForm(
                number(fields.text(EDITION)),
                typed,
                fields.text(REASON),
                fields.text(MEANT).equals(YES),
                Map.of());
    }

    /** A number of an edition; 0, which no edition has, for what is none. */
    static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    Checked check(String offerId) {
        Map<String, String> wrong = new LinkedHashMap<>();
        Map<TokenClass, UnitPrice> prices = new EnumMap<>(TokenClass.class);
        for (TokenClass each : TokenClass.values()) {
            String text = value(each);
            if (!text.isEmpty()) {
                TypedPrice read = TypedPrice.read(each, text);
                note(wrong, each.code(), read.problem());
                if (read.price() != null) {
                    prices.put(each, read.price());
                }
            } else if (NEEDED.contains(each)) {
                wrong.put(each.code(), "Without this price nothing is sent there.");
            }
        }
        if (reason.length() > MAX_REASON) {
            wrong.put(REASON, "A reason has %d characters at most.".formatted(MAX_REASON));
        }
        return wrong.isEmpty()
                ? new Good(new Typed(offerId, edition, prices, reason, isMeant))
                : new Bad(new PriceForm(edition, typed, reason, isMeant, wrong));
    }

    /** The same, to be sent again by who means these moves. */
    PriceForm doubting(Collection<TokenClass> classes) {
        Map<String, String> wrong = new LinkedHashMap<>();
        classes.forEach(
                it -> wrong.put(it.code(), "It moves more than tenfold, or from or to zero."));
        wrong.put(MEANT, "Tick this if you mean it.");
        return new PriceForm(edition, typed, reason, false, wrong);
    }

    /** The same, to be compared with what came into force meanwhile. */
    PriceForm outdatedBy(PriceVersion inForce) {
        return new PriceForm(
                inForce.id(),
                typed,
                reason,
                isMeant,
                Map.of(
                        EDITION,
                        "Another price came into force while you typed. It stands on this page"
                                + " now; send again what is to replace it."));
    }

    public List<Field> fields() {
        return Stream.of(TokenClass.values())
                .map(
                        it ->
                                new Field(
                                        it.code(),
                                        it.label(),
                                        TypedPrice.unit(it),
                                        value(it),
                                        error(it.code())))
                .toList();
    }

    /** What is wrong with this field, or null. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }

    private String value(TokenClass tokenClass) {
        return typed.getOrDefault(tokenClass, "");
    }

    private static void note(Map<String, String> wrong, String field, @Nullable String problem) {
        if (problem != null) {
            wrong.put(field, problem);
        }
    }
}
