package dev.turnpike.web.credits;

import dev.turnpike.billing.ledger.Lot;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A lot as its row shows it.
 *
 * @param kind in words
 * @param expiresAt null for never
 */
public record LotRow(
        String kind, Moment grantedAt, Amount amount, Amount left, @Nullable Moment expiresAt) {

    static LotRow of(Lot lot) {
        return new LotRow(
                switch (lot.kind()) {
                    case PAID -> "bought";
                    case PROMOTIONAL -> "promotional";
                },
                Moment.of(lot.grantedAt()),
                Amount.of(lot.amount()),
                Amount.of(lot.left()),
                Moment.ofNullable(lot.expiresAt()));
    }
}
