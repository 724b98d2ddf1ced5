package dev.turnpike.web.credits;

import dev.turnpike.billing.topups.AutoTopUp;
import dev.turnpike.billing.topups.TopUpReason;
import dev.turnpike.billing.topups.TopUpTerms;
import dev.turnpike.web.page.Amount;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Automatic top-up as the credits page shows it.
 *
 * @param isOffered whether this installation has it
 * @param summary what is bought when; empty when it is off
 * @param reason why it waits, or was switched off by itself; empty when neither is so
 */
public record TopUpView(
        boolean isOffered, boolean isOn, boolean isStopped, String summary, String reason) {

    static TopUpView of(boolean isOffered, Optional<AutoTopUp> topUp) {
        return topUp.map(it -> of(isOffered, it))
                .orElse(new TopUpView(isOffered, false, false, "", ""));
    }

    private static TopUpView of(boolean isOffered, AutoTopUp topUp) {
        return new TopUpView(
                isOffered,
                topUp.isOn(),
                topUp.isStopped(),
                topUp.isOn() ? summary(topUp.terms()) : "",
                text(topUp.reason()));
    }

    private static String summary(TopUpTerms terms) {
        return "Below %s, %s is bought with the saved card, at most %s in a calendar month."
                .formatted(
                        Amount.of(terms.threshold()).text(),
                        Amount.of(terms.amount()).text(),
                        Amount.of(terms.ceiling()).text());
    }

    private static String text(@Nullable TopUpReason reason) {
        return switch (reason) {
            case null -> "";
            case CARD_DECLINED -> "The bank declined the saved card. Save another one.";
            case INSUFFICIENT_FUNDS ->
                    "The bank declined the saved card: there was not enough on it.";
            case EXPIRED_CARD -> "The saved card has expired. Save another one.";
            case AUTHENTICATION_REQUIRED ->
                    "The bank wants you to confirm payments with this card yourself. Buy credit by hand, or save another card.";
            case NO_CARD -> "No card is saved any more.";
            case NOT_ACCEPTED ->
                    "The payment provider refused to prepare the payment. Nothing was charged; tell whoever runs this installation.";
            case MONEY_WENT_BACK -> "A payment was refunded or disputed.";
            case CEILING_REACHED ->
                    "The ceiling of this month is reached. It goes on with the next month, at midnight UTC.";
            case TOO_MANY_A_DAY ->
                    "As much was bought within a day as may be. It goes on when the first of these purchases is a day old.";
            case UNANSWERED ->
                    "The payment provider did not answer. Nothing was charged, and it is tried again by itself.";
        };
    }
}
