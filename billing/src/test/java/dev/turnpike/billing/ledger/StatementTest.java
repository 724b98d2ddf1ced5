package dev.turnpike.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.ledger.Posting.Kind;
import dev.turnpike.billing.ledger.Statement.Line;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTest {

    /** $10 bought and a dollar given; calls for $12, of which one is owed and another one paid. */
    private final Statement november =
            new Statement(
                    Instant.parse("2026-11-01T00:00:00Z"),
                    Instant.parse("2026-12-01T00:00:00Z"),
                    Usd.parse("2"),
                    List.of(
                            new Line(Kind.PURCHASE, 2, Usd.parse("10"), Usd.ZERO),
                            new Line(Kind.PROMOTION, 1, Usd.parse("1"), Usd.ZERO),
                            new Line(Kind.USAGE, 40, Usd.parse("-10"), Usd.parse("-2")),
                            new Line(Kind.RECEIVABLE_PAID, 1, Usd.parse("-1"), Usd.parse("1"))));

    @Test
    void closesWithWhatItOpensWithAndWhatMovedIt() {
        assertThat(november.closing()).isEqualTo(Usd.parse("2"));
    }

    @Test
    void saysWhatCallsCostWhetherPaidOrOwed() {
        assertThat(november.worth(Kind.USAGE)).isEqualTo(Usd.parse("-12"));
        assertThat(november.count(Kind.USAGE)).isEqualTo(40);
        assertThat(november.newlyOwed()).isEqualTo(Usd.parse("1"));
    }

    @Test
    void addsUpByWorthAndByWhatIsNewlyOwed() {
        Usd worth = november.worth(Kind.values());

        assertThat(november.opening().plus(worth).plus(november.newlyOwed()))
                .isEqualTo(november.closing());
    }

    @Test
    void hasNothingOfAKindThatThereWasNot() {
        assertThat(november.worth(Kind.REVERSAL)).isEqualTo(Usd.ZERO);
        assertThat(november.count(Kind.REVERSAL)).isZero();
    }
}
