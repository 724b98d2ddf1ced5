package dev.turnpike.web.operator;

import dev.turnpike.billing.promotions.CodeLife;
import dev.turnpike.billing.promotions.PromotionalCode;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Day;
import dev.turnpike.web.page.Moment;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A promotional code as its row shows it.
 *
 * @param left how many accounts can still redeem it, of how many
 * @param life of its credit, in words
 * @param state in words
 * @param isOn whether it can be switched off
 */
public record CodeRow(
        String id,
        String text,
        Amount amount,
        String left,
        String lastDay,
        String life,
        String who,
        String note,
        String createdBy,
        Moment createdAt,
        String state,
        boolean isOn) {

    static CodeRow of(PromotionalCode code, LocalDate today) {
        return new CodeRow(
                code.id().toString(),
                code.text().shown(),
                Amount.of(code.amount()),
                String.format(Locale.ENGLISH, "%,d of %,d", code.usesLeft(), code.maxUses()),
                Day.text(code.lastDay()),
                life(code.life()),
                code.buyersOnly() ? "buyers" : "everybody",
                code.note(),
                code.createdBy(),
                Moment.of(code.createdAt()),
                state(code, today),
                code.switchedOffAt() == null && !today.isAfter(code.lastDay()));
    }

    /** Whether a customer can redeem it now. */
    public boolean isRedeemable() {
        return state.equals("on");
    }

    private static String life(CodeLife life) {
        return switch (life) {
            case CodeLife.Days(var days) -> days == 1 ? "1 day" : days + " days";
            case CodeLife.Until(var day) -> "until " + Day.text(day);
        };
    }

    private static String state(PromotionalCode code, LocalDate today) {
        if (code.switchedOffAt() != null) {
            return "switched off";
        }
        if (today.isAfter(code.lastDay())) {
            return "over";
        }
        return code.usesLeft() == 0 ? "used up" : "on";
    }
}
