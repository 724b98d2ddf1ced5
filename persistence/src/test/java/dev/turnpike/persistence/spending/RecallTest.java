package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Budget;
import dev.turnpike.billing.spending.LeaseBook.Exchange;
import dev.turnpike.billing.spending.LeaseBook.Loan;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers want what is left of ten dollars. */
class RecallTest {

    private static final Pool POOL = TestDatabase.shared().appPool(2);
    private static final Usd DOLLAR = Usd.parse("1");
    private static final Usd ALL = Usd.parse("10");

    private final JdbcLeaseBook book = new JdbcLeaseBook(new FastDatabase(POOL.dataSource()));
    private final NodeId one = new NodeId(UUID.randomUUID());
    private final NodeId other = new NodeId(UUID.randomUUID());
    private final Caller caller = World.tenant(ALL);

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @BeforeEach
    void join() {
        book.join(one, Duration.ofMinutes(10));
        book.join(other, Duration.ofMinutes(10));
    }

    /** Else who answers by the way takes what the other one waits for, and that one is refused. */
    @Test
    void whoIsRecalledGetsNoStock() {
        assertThat(exchange(one, Usd.ZERO, DOLLAR, false).lent()).isEqualTo(Usd.parse("2.5"));
        Loan refused = exchange(other, Usd.ZERO, Usd.parse("8"), true);
        assertThat(refused.recalling()).isTrue();
        assertThat(refused.recalled()).isFalse();

        Loan answered = exchange(one, Usd.parse("1.5"), DOLLAR, false);

        assertThat(answered.lent()).isEqualTo(DOLLAR);
        assertThat(answered.recalled()).isTrue();
        assertThat(exchange(other, Usd.ZERO, Usd.parse("8"), false).lent())
                .isEqualTo(Usd.parse("8"));
    }

    private Loan exchange(NodeId node, Usd offered, Usd needed, boolean recall) {
        var wallet = new Budget.Wallet(caller.account());
        return book.exchange(
                        node,
                        List.of(new Exchange(wallet, null, offered, needed, needed, ALL, recall)))
                .getFirst();
    }
}
