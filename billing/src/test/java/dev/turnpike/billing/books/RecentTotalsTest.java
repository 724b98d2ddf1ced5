package dev.turnpike.billing.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTotalsTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int readings;

    private final RecentTotals totals = new RecentTotals(new CountedBooks(), () -> now);

    @Test
    void readsOnceHoweverManyAsk() {
        totals.get();
        now = now.plusSeconds(14);
        totals.get();

        assertThat(readings).isEqualTo(1);
    }

    @Test
    void readsAgainAfterFifteenSeconds() {
        totals.get();
        now = now.plusSeconds(15);

        assertThat(totals.get().leases()).isEqualTo(2);
    }

    /** Has as many leases as it was asked. */
    private final class CountedBooks implements Books {
        @Override
        public Totals totals() {
            readings++;
            return new Totals(new Balance(Usd.ZERO, Usd.ZERO, Usd.ZERO), readings, 0);
        }

        @Override
        public List<AccountSum> listSums() {
            return List.of();
        }

        @Override
        public List<NodeLeases> listNodes(int limit) {
            return List.of();
        }
    }
}
