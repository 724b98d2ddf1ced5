package dev.turnpike.web.operator;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.BillTolerance;
import dev.turnpike.billing.reconciliation.BilledDay;
import dev.turnpike.billing.reconciliation.BilledDay.Finding;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Day;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a provider bills for a day, beside what we priced.
 *
 * @param path where the day is shown by model and class
 * @param provider its name
 * @param ours null when it is not known
 * @param theirs null when no bill names the day; then something may have been priced all the same
 * @param variance theirs less ours; null when one of them is not known
 * @param percent of ours; empty when that is nothing, or not known
 * @param colour the badge's
 * @param detail what is off about it; empty when nothing is
 */
public record BillDayRow(
        String path,
        String provider,
        String day,
        @Nullable Usd ours,
        @Nullable Usd theirs,
        @Nullable Amount variance,
        String percent,
        String word,
        String colour,
        String detail) {

    static BillDayRow of(BilledDay billed, String provider) {
        Finding found = billed.found();
        Usd ours = found == null ? null : found.ours();
        return new BillDayRow(
                path(billed.provider(), billed.day()),
                provider,
                Day.text(billed.day()),
                ours,
                billed.isBilled() ? billed.theirs() : null,
                ours == null || (!billed.isBilled() && ours.isZero())
                        ? null
                        : Amount.of(billed.theirs().minus(ours)),
                ours == null ? "" : percent(ours, billed.theirs()),
                ours == null ? "not compared" : word(ours, billed),
                colour(billed),
                billed.isBilled() ? detail(found) : "no bill names it");
    }

    static BillDayRow missing(String provider, LocalDate day) {
        return new BillDayRow(
                path(provider, day),
                provider,
                Day.text(day),
                null,
                null,
                null,
                "",
                "no bill",
                "",
                "");
    }

    /** With sign, such as {@code +1.25 %}; empty when ours is nothing. */
    static String percent(Usd ours, Usd theirs) {
        return BillTolerance.percent(ours, theirs)
                .map(BillDayRow::signed)
                .map(text -> text + " %")
                .orElse("");
    }

    /** For the page. */
    public @Nullable Amount oursShown() {
        return ours == null ? null : Amount.of(ours);
    }

    /** For the page. */
    public @Nullable Amount theirsShown() {
        return theirs == null ? null : Amount.of(theirs);
    }

    private static String signed(BigDecimal percent) {
        return (percent.signum() > 0 ? "+" : "") + percent.toPlainString();
    }

    private static String word(Usd ours, BilledDay billed) {
        if (!billed.isBilled()) {
            return billed.isOff() ? "left out" : "no bill";
        }
        if (billed.isOff()) {
            return "off";
        }
        return ours.equals(billed.theirs()) ? "agrees" : "tolerated";
    }

    private static String colour(BilledDay billed) {
        if (billed.isOff()) {
            return "failed";
        }
        if (billed.found() == null) {
            return "sim";
        }
        return billed.isBilled() ? "on" : "";
    }

    private static String detail(@Nullable Finding found) {
        if (found == null || found.rowsOff() == 0) {
            return "";
        }
        Amount widest = Amount.of(found.widestGap());
        return found.rowsOff() == 1
                ? "1 class is off, by " + widest
                : "%d classes are off, by up to %s".formatted(found.rowsOff(), widest);
    }

    private static String path(String provider, LocalDate day) {
        return BillsPage.PATH + "/" + provider + "/" + day;
    }
}
