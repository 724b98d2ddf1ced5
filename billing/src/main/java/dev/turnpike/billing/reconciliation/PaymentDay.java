package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of one day (UTC) with the payment provider's balance came to.
 *
 * @param comparedAt when it was tried last
 * @param problem why it could not be done then, so that the rest is what was found before, if
 *     anything; null when it was done
 * @param differences how many things differ, also those that are not kept one by one
 * @param unexplained how far all of them are apart together, none offsetting another
 */
public record PaymentDay(
        LocalDate day,
        Instant comparedAt,
        @Nullable String problem,
        Sums sums,
        int differences,
        Usd unexplained) {

    /**
     * What moved the balance that day.
     *
     * @param movements how many there were
     * @param paid what buyers paid
     * @param returned refunds and disputes, less what came back of them
     * @param fees what the payment provider kept for itself; it is not in our books
     * @param transferred to our bank and reserves, and from there
     * @param other whatever the books cannot know
     */
    public record Sums(
            int movements, Usd paid, Usd returned, Usd fees, Usd transferred, Usd other) {}

    /** Whether it was compared and nothing differs. */
    public boolean agrees() {
        return problem == null && differences == 0;
    }
}
