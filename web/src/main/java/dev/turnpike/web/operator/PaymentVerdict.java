package dev.turnpike.web.operator;

import dev.turnpike.billing.reconciliation.PaymentStanding;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Day;
import java.time.LocalDate;

/**
 * How the comparison with the payment provider stands, in one sentence.
 *
 * @param colour the badge's
 */
public record PaymentVerdict(String word, String colour, String sentence) {

    /** A day is compared two hours after its end; that of yesterday may be due still. */
    private static final int DAYS_BEHIND = 2;

    /**
     * @param today in UTC
     */
    static PaymentVerdict of(PaymentStanding standing, LocalDate today) {
        LocalDate last = standing.lastDay();
        if (standing.wrongDays() > 0) {
            return new PaymentVerdict(
                    "wrong",
                    "failed",
                    "The books and the payment provider differ on %s, by %s in all."
                            .formatted(
                                    days(standing.wrongDays()), Amount.of(standing.unexplained())));
        }
        if (standing.failedDays() > 0) {
            return new PaymentVerdict(
                    "not known",
                    "sim",
                    "%s could not be compared.".formatted(days(standing.failedDays())));
        }
        if (last == null) {
            return new PaymentVerdict(
                    "not known",
                    "sim",
                    "No day was compared yet: a day is due two hours after its end, from the first purchase on.");
        }
        return last.isBefore(today.minusDays(DAYS_BEHIND))
                ? new PaymentVerdict(
                        "not known",
                        "sim",
                        "No day after %s was compared.".formatted(Day.text(last)))
                : new PaymentVerdict(
                        "right",
                        "on",
                        "Up to %s the books and the payment provider agree."
                                .formatted(Day.text(last)));
    }

    private static String days(int count) {
        return count == 1 ? "1 day" : count + " days";
    }
}
