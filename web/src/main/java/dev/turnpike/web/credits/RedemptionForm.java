package dev.turnpike.web.credits;

import dev.turnpike.billing.promotions.CodeText;
import dev.turnpike.billing.promotions.Redemption;
import dev.turnpike.web.page.Day;
import dev.turnpike.web.page.Fields;
import java.time.Duration;

/**
 * A promotional code as it was typed.
 *
 * @param error what is wrong with it; empty when nothing is
 */
public record RedemptionForm(String code, String error) {

    /** An untouched form. */
    public static final RedemptionForm EMPTY = new RedemptionForm("", "");

    static RedemptionForm read(Fields fields) {
        return new RedemptionForm(fields.text("code"), "");
    }

    RedemptionForm malformed() {
        return withError(
                "A code has %d to %d letters and digits, and nothing else but hyphens."
                        .formatted(CodeText.MIN_LENGTH, CodeText.MAX_LENGTH));
    }

    RedemptionForm tooManyTries(Duration wait) {
        long minutes = Math.max(1, Math.ceilDiv(wait.toSeconds(), 60));
        return withError(
                "Too many codes were tried that gave nothing. Try again in %s."
                        .formatted(minutes == 1 ? "a minute" : minutes + " minutes"));
    }

    RedemptionForm refused(Redemption.Refused refusal) {
        return withError(
                switch (refusal) {
                    case Redemption.NotValid _ ->
                            "This code is not valid. Compare it with the one that you were given.";
                    case Redemption.TooLate(var lastDay) ->
                            "This code is too old: it could be redeemed until %s (UTC)."
                                    .formatted(Day.text(lastDay));
                    case Redemption.UsedUp _ ->
                            "This code is used up: as many accounts have redeemed it as may.";
                    case Redemption.AlreadyRedeemed _ ->
                            "Your account has redeemed this code already. It gives its credit once.";
                    case Redemption.BuyersOnly _ ->
                            "This code is for accounts that have bought credit. Buy some first.";
                    case Redemption.Busy _ ->
                            "That took too long. Nothing has changed; try again in a minute.";
                });
    }

    private RedemptionForm withError(String text) {
        return new RedemptionForm(code, text);
    }
}
