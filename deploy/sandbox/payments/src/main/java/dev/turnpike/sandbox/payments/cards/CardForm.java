package dev.turnpike.sandbox.payments.cards;

import dev.turnpike.sandbox.payments.http.FormParameters;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The card that a visitor typed, and where the receipt goes. */
public record CardForm(String email, String number, String expiry, String cvc) {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern EXPIRY =
            Pattern.compile("(0?[1-9]|1[0-2])\\s*/?\\s*(?:20)?(\\d\\d)");
    private static final Pattern CVC = Pattern.compile("\\d{3,4}");

    /** The longest address a mail server takes, characters. */
    private static final int MAX_EMAIL = 254;

    /** The card's fields of a form. */
    public static CardForm of(FormParameters typed) {
        return new CardForm(
                typed.find("email").orElse("").strip(),
                typed.find("card_number").orElse("").replaceAll("[\\s-]", ""),
                typed.find("expiry").orElse("").strip(),
                typed.find("cvc").orElse("").strip());
    }

    /** For a card whose holder is known. */
    public CardForm withEmail(String known) {
        return new CardForm(known, number, expiry, cvc);
    }

    /** What is wrong, by field, in the order of the page. */
    public Map<String, String> problems(YearMonth present) {
        var problems = new LinkedHashMap<String, String>();
        if (email.length() > MAX_EMAIL || !EMAIL.matcher(email).matches()) {
            problems.put("email", "Enter an email address, like ada@example.com.");
        }
        if (TestCard.find(number).isEmpty()) {
            problems.put(
                    "card_number",
                    "Enter one of the test card numbers listed below. The sandbox takes no other card.");
        }
        if (!EXPIRY.matcher(expiry).matches()) {
            problems.put("expiry", "Enter month and year, like 12/34.");
        } else if (expiryMonth().isBefore(present)) {
            problems.put("expiry", "Enter a month that is not in the past.");
        }
        if (!CVC.matcher(cvc).matches()) {
            problems.put("cvc", "Enter any 3 digits.");
        }
        return problems;
    }

    /** Only for a form without problems. */
    public YearMonth expiryMonth() {
        Matcher matcher = EXPIRY.matcher(expiry);
        if (!matcher.matches()) {
            throw new IllegalStateException("The expiry was not checked.");
        }
        return YearMonth.of(
                2000 + Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)));
    }

    /** Only for a form without problems. */
    public TestCard card() {
        return TestCard.find(number).orElseThrow();
    }

    /** Without the card, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return "CardForm[…]";
    }
}
