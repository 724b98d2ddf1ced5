package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Budget;
import dev.turnpike.billing.spending.LeaseBook.Exchange;
import dev.turnpike.billing.spending.LeaseBook.Loan;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.DatabaseFailed;
import dev.turnpike.persistence.fast.FastDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that was frozen does what it was told before, when nobody waits for it any more. */
class LateExchangeTest {

    private static final Pool POOL = TestDatabase.shared().appPool(2);
    private static final FastDatabase DATABASE = new FastDatabase(POOL.dataSource());
    private static final Usd DOLLAR = Usd.parse("1");

    private final JdbcLeaseBook book = new JdbcLeaseBook(DATABASE);

    /** Its exchanges are numbered from the first on, as if they had been sent before. */
    private final JdbcLeaseBook before = new JdbcLeaseBook(DATABASE);

    private final NodeId node = new NodeId(UUID.randomUUID());
    private final Caller caller = World.tenant(Usd.parse("10"));

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @BeforeEach
    void join() {
        book.join(node, Duration.ofMinutes(10));
    }

    @Test
    void endsNoLease() {
        exchange(ask(DOLLAR));

        late(end());

        assertThat(held()).isEqualTo(DOLLAR);
    }

    @Test
    void givesNothingBack() {
        exchange(ask(DOLLAR));

        late(exchangeOf(null, DOLLAR, new Usd(5)));

        assertThat(held()).isEqualTo(DOLLAR);
    }

    @Test
    void lendsNothingAfterTheLeaseHasEnded() {
        exchange(ask(DOLLAR));
        exchange(end());

        late(ask(DOLLAR));

        assertThat(held()).isEqualTo(Usd.ZERO);
        assertThat(World.balance(caller.account()).available()).isEqualTo(Usd.parse("10"));
    }

    @Test
    void isDoneWhenNothingWasDoneSince() {
        assertThat(before.exchange(node, List.of(ask(DOLLAR))).getFirst().lent()).isEqualTo(DOLLAR);

        assertThat(held()).isEqualTo(DOLLAR);
    }

    /** A node whose answer was lost needs a dollar for its calls, and does not know of the rest. */
    @Test
    void getsBackAllThatIsBeyondWhatCallsNeed() {
        exchange(ask(Usd.parse("3")));

        Loan loan = exchange(exchangeOf(DOLLAR, Usd.ZERO, Usd.parse("4")));

        assertThat(loan.lent()).isEqualTo(Usd.parse("4"));
        assertThat(held()).isEqualTo(Usd.parse("5"));
    }

    @Test
    void getsBackNothingWhenCallsNeedMoreThanIsKnown() {
        exchange(ask(DOLLAR));

        exchange(exchangeOf(Usd.parse("2"), Usd.ZERO, Usd.ZERO));

        assertThat(held()).isEqualTo(DOLLAR);
    }

    private Usd held() {
        Balance balance = World.balance(caller.account());
        return balance.held();
    }

    private Exchange ask(Usd amount) {
        return exchangeOf(null, Usd.ZERO, amount);
    }

    private Exchange end() {
        return exchangeOf(Usd.ZERO, Usd.ZERO, Usd.ZERO);
    }

    private Exchange exchangeOf(@Nullable Usd kept, Usd returned, Usd wanted) {
        var wallet = new Budget.Wallet(caller.account());
        return new Exchange(wallet, kept, returned, wanted, wanted, wanted, false);
    }

    private Loan exchange(Exchange exchange) {
        return book.exchange(node, List.of(exchange)).getFirst();
    }

    private void late(Exchange exchange) {
        assertThatThrownBy(() -> before.exchange(node, List.of(exchange)))
                .isInstanceOf(DatabaseFailed.class);
    }
}
