package dev.turnpike.web.operator;

import dev.turnpike.billing.reconciliation.BillAlarm;
import dev.turnpike.billing.reconciliation.BillStanding;
import dev.turnpike.billing.reconciliation.PaymentDays;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Whether the payment provider and the model providers say the same as the books, in short. */
@Singleton
public class OthersSay {

    private final PaymentDays days;
    private final BillAlarm bills;
    private final InstantSource clock;

    @Inject
    public OthersSay(PaymentDays days, BillAlarm bills, InstantSource clock) {
        this.days = days;
        this.bills = bills;
        this.clock = clock;
    }

    /**
     * A sentence, and where more of it stands.
     *
     * @param colour the badge's
     */
    public record Line(String word, String colour, String sentence, String path) {}

    List<Line> list() {
        return List.of(payments(), bills());
    }

    private Line payments() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        PaymentVerdict verdict = PaymentVerdict.of(days.standing(), today);
        return new Line(verdict.word(), verdict.colour(), verdict.sentence(), PaymentDaysPage.PATH);
    }

    private Line bills() {
        BillStanding standing = bills.standing();
        if (standing.offDays() > 0) {
            return bills(
                    "look",
                    "failed",
                    "Providers bill something else than was priced on %s of the last 90."
                            .formatted(days(standing.offDays())));
        }
        if (standing.waitingDays() > 0) {
            return bills(
                    "not known",
                    "sim",
                    "Of what providers bill %s not compared yet."
                            .formatted(
                                    standing.waitingDays() == 1
                                            ? "1 day is"
                                            : standing.waitingDays() + " days are"));
        }
        return standing.comparedDays() == 0
                ? bills("not known", "sim", "No provider's bill of the last 90 days was imported.")
                : bills("right", "on", "No imported bill is off, within the last 90 days.");
    }

    private static Line bills(String word, String colour, String sentence) {
        return new Line(word, colour, sentence, BillsPage.PATH);
    }

    private static String days(int count) {
        return count == 1 ? "1 day" : count + " days";
    }
}
