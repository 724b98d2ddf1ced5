package dev.turnpike.billing.promotions;

import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A promise of credit to whoever types its text.
 *
 * @param amount what each account gets, in whole cents
 * @param maxUses how many accounts may redeem it
 * @param uses how many have
 * @param lastDay the last day (UTC) on which it can be redeemed
 * @param buyersOnly whether only accounts that have bought credit may redeem it
 * @param note why it was made, for operators
 * @param createdBy the operator's address
 * @param switchedOffAt since when nobody can redeem it any more; null while it is on
 */
public record PromotionalCode(
        PromotionalCodeId id,
        CodeText text,
        Usd amount,
        int maxUses,
        int uses,
        LocalDate lastDay,
        CodeLife life,
        boolean buyersOnly,
        String note,
        String createdBy,
        Instant createdAt,
        @Nullable Instant switchedOffAt) {

    public int usesLeft() {
        return maxUses - uses;
    }
}
