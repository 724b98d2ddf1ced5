package dev.turnpike.billing.promotions;

import dev.turnpike.billing.money.Usd;
import java.time.LocalDate;

/**
 * What a code may give at most. A slip of the finger must not give away a fortune.
 *
 * @param minimum the least that one account gets
 * @param maximum the most that one account gets
 * @param maximumUses how many accounts may redeem a code
 * @param maximumTotal the most that a code gives away in all
 * @param maximumDays how long its credit may live, and how far its dates may lie ahead
 */
public record PromotionSettings(
        Usd minimum, Usd maximum, int maximumUses, Usd maximumTotal, int maximumDays) {

    public static final PromotionSettings DEFAULT =
            new PromotionSettings(
                    Usd.ofCents(1),
                    Usd.ofCents(100_000),
                    100_000,
                    Usd.ofCents(10_000_000),
                    3 * 365);

    public boolean allows(Usd amount) {
        return amount.compareTo(minimum) >= 0 && amount.compareTo(maximum) <= 0;
    }

    public boolean allowsUses(long uses) {
        return uses >= 1 && uses <= maximumUses;
    }

    public boolean allowsDays(long days) {
        return days >= 1 && days <= maximumDays;
    }

    /** Whether so many accounts may get so much each; both must be allowed by themselves. */
    public boolean allowsTotal(Usd amount, int uses) {
        return total(amount, uses).compareTo(maximumTotal) <= 0;
    }

    /** Whether a code or its credit may end on this day. */
    public boolean allowsDay(LocalDate day, LocalDate today) {
        return !day.isBefore(today) && !day.isAfter(today.plusDays(maximumDays));
    }

    private static Usd total(Usd amount, int uses) {
        return new Usd(Math.multiplyExact(amount.nanos(), uses));
    }
}
