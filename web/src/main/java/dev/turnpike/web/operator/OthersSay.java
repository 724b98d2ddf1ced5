package dev.turnpike.web.operator;

import dev.turnpike.billing.reconciliation.BillAlarm;
import dev.turnpike.billing.reconciliation.PaymentDays;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Whether the payment provider and the model providers say the same as the books, in short. */
@Singleton
public class OthersSay {

    private final PaymentDays days;
    private final BillAlarm bills;

    @Inject
    public OthersSay(PaymentDays days, BillAlarm bills) {
        this.days = days;
        this.bills = bills;
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
        PaymentVerdict verdict = PaymentVerdict.of(days.standing());
        return new Line(verdict.word(), verdict.colour(), verdict.sentence(), PaymentDaysPage.PATH);
    }

    private Line bills() {
        int off = bills.list().size();
        return off == 0
                ? new Line(
                        "right",
                        "on",
                        "No imported bill is off, within the last 90 days.",
                        BillsPage.PATH)
                : new Line(
                        "look",
                        "failed",
                        "Providers bill something else than was priced on %s of the last 90."
                                .formatted(off == 1 ? "1 day" : off + " days"),
                        BillsPage.PATH);
    }
}
