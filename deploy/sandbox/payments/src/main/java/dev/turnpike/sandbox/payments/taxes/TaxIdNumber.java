package dev.turnpike.sandbox.payments.taxes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A tax id as a buyer gives it, right in form; whether it was ever given to anybody is not checked.
 *
 * @param country two letters
 */
public record TaxIdNumber(String type, String value, String country) {

    /** The member states of the European Union; Greece writes EL in its tax ids. */
    static final List<String> UNION =
            List.of(
                    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GR",
                    "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE",
                    "SI", "SK");

    private enum Type {
        EU_VAT("(?:" + String.join("|", UNION) + ")[0-9A-Z+*]{2,12}", ""),
        GB_VAT("GB(?:\\d{9}|\\d{12})", "GB"),
        CH_VAT("CHE-?\\d{3}\\.?\\d{3}\\.?\\d{3}(?: (?:MWST|TVA|IVA))?", "CH"),
        NO_VAT("\\d{9}MVA", "NO"),
        US_EIN("\\d{2}-\\d{7}", "US"),
        AU_ABN("\\d{11}", "AU"),
        CA_BN("\\d{9}", "CA");

        private final Pattern form;
        private final String country;

        Type(String form, String country) {
            this.form = Pattern.compile(form);
            this.country = country;
        }
    }

    /** The types served, as Stripe calls them. */
    public static List<String> types() {
        return Arrays.stream(Type.values()).map(TaxIdNumber::name).toList();
    }

    /** The tax id, when the value has the form of its type. */
    public static Optional<TaxIdNumber> find(String type, String value) {
        return Arrays.stream(Type.values())
                .filter(known -> name(known).equals(type))
                .findFirst()
                .flatMap(known -> of(known, value));
    }

    /** Guesses the type from the form, as the pay page does. */
    public static Optional<TaxIdNumber> guess(String value) {
        return Arrays.stream(Type.values()).flatMap(type -> of(type, value).stream()).findFirst();
    }

    private static Optional<TaxIdNumber> of(Type type, String typed) {
        String value = typed.strip().toUpperCase(Locale.ROOT);
        if (!type.form.matcher(value).matches()) {
            return Optional.empty();
        }
        String country = type.country.isEmpty() ? value.substring(0, 2) : type.country;
        return Optional.of(
                new TaxIdNumber(name(type), value, country.equals("EL") ? "GR" : country));
    }

    private static String name(Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
