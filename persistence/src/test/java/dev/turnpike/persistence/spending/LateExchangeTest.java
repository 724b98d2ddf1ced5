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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that was frozen does what it was told before, when nobody waits for it any more. */
class LateExchangeTest {

    private static final Pool POOL = TestDatabase.shared().appPool(2);
    private static final JdbcLeaseBook BOOK =
            new JdbcLeaseBook(new FastDatabase(POOL.dataSource()));
    private static final Usd DOLLAR = Usd.parse("1");

    private final NodeId node = new NodeId(UUID.randomUUID());
    private final Caller caller = World.tenant(Usd.parse("10"));

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @BeforeEach
    void join() {
        BOOK.join(node, Duration.ofMinutes(10));
    }

    @Test
    void endsNoLeaseThatWasOpenedSince() {
        exchange(ask(1, DOLLAR));
        exchange(ask(2, DOLLAR));

        assertThatThrownBy(() -> exchange(end(1))).isInstanceOf(DatabaseFailed.class);

        assertThat(held()).isEqualTo(Usd.parse("2"));
    }

    @Test
    void givesBackNothingOfALeaseThatWasOpenedSince() {
        exchange(ask(1, DOLLAR));
        exchange(end(1));
        exchange(ask(2, DOLLAR));

        var late = exchangeOf(1, false, DOLLAR, new Usd(5));
        assertThatThrownBy(() -> exchange(late)).isInstanceOf(DatabaseFailed.class);

        assertThat(held()).isEqualTo(DOLLAR);
    }

    @Test
    void endsItsOwnLeaseAndWhatAnEarlierOneLeft() {
        exchange(ask(1, DOLLAR));
        exchange(ask(2, DOLLAR));

        exchange(end(2));

        assertThat(held()).isEqualTo(Usd.ZERO);
        assertThat(World.balance(caller.account()).available()).isEqualTo(Usd.parse("10"));
    }

    @Test
    void lendsToALeaseOfTheSameNumberAsOftenAsItAsks() {
        exchange(ask(1, DOLLAR));

        assertThat(exchange(ask(1, DOLLAR)).lent()).isEqualTo(DOLLAR);
        assertThat(held()).isEqualTo(Usd.parse("2"));
    }

    private Usd held() {
        Balance balance = World.balance(caller.account());
        return balance.held();
    }

    private Exchange ask(long opened, Usd amount) {
        return exchangeOf(opened, false, Usd.ZERO, amount);
    }

    private Exchange end(long opened) {
        return exchangeOf(opened, true, Usd.ZERO, Usd.ZERO);
    }

    private Exchange exchangeOf(long opened, boolean everything, Usd returned, Usd wanted) {
        return new Exchange(
                new Budget.Wallet(caller.account()),
                opened,
                everything,
                returned,
                wanted,
                wanted,
                wanted,
                false);
    }

    private Loan exchange(Exchange exchange) {
        return BOOK.exchange(node, List.of(exchange)).getFirst();
    }
}
