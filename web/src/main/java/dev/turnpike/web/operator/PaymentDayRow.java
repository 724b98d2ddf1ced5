package dev.turnpike.web.operator;

import dev.turnpike.billing.reconciliation.PaymentDay;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Day;
import dev.turnpike.web.page.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A day of the payment provider's balance, as the page tells it.
 *
 * @param path where the day is shown by itself
 * @param word what was found, in short
 * @param colour the badge's: {@code on} when both agree, {@code failed} when not, {@code sim} when
 *     nobody knows
 * @param problem why it could not be compared; null when it was
 */
public record PaymentDayRow(
        String path,
        String day,
        String word,
        String colour,
        int movements,
        Amount paid,
        Amount returned,
        Amount fees,
        Amount transferred,
        Amount unexplained,
        int differences,
        Moment comparedAt,
        @Nullable String problem) {

    static PaymentDayRow of(PaymentDay day) {
        return new PaymentDayRow(
                PaymentDaysPage.PATH + "/" + day.day(),
                Day.text(day.day()),
                word(day),
                colour(day),
                day.sums().movements(),
                Amount.of(day.sums().paid()),
                Amount.of(day.sums().returned()),
                Amount.of(day.sums().fees()),
                Amount.of(day.sums().transferred()),
                Amount.of(day.unexplained()),
                day.differences(),
                Moment.of(day.comparedAt()),
                day.problem());
    }

    private static String word(PaymentDay day) {
        if (day.problem() != null) {
            return "not compared";
        }
        if (day.differences() == 0) {
            return "agrees";
        }
        return day.differences() == 1 ? "1 difference" : day.differences() + " differences";
    }

    private static String colour(PaymentDay day) {
        if (day.problem() != null) {
            return "sim";
        }
        return day.agrees() ? "on" : "failed";
    }
}
