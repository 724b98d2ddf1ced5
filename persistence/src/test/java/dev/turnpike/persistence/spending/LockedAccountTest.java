package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.AccountLocked;
import dev.turnpike.billing.spending.Budget;
import dev.turnpike.billing.spending.LeaseBook.Exchange;
import dev.turnpike.billing.spending.LeaseBook.Loan;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that froze within a step keeps an account locked: only its own calls may feel it. */
@Timeout(60)
class LockedAccountTest {

    private static final Pool POOL = TestDatabase.shared().appPool(8);
    private static final Usd DOLLAR = Usd.parse("1");

    private final SpendingNode node = new SpendingNode(POOL.dataSource());
    private final Caller locked = World.tenant(Usd.parse("10"));
    private final Caller other = World.tenant(Usd.parse("10"));
    private Connection somebody;

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        somebody = TestDatabase.shared().superuser().getConnection();
    }

    @AfterEach
    void unlock() throws SQLException {
        somebody.close();
    }

    @Test
    void othersAreLentWhatTheyNeedMeanwhile() throws SQLException {
        lock();
        CompletableFuture<Long> admitted =
                CompletableFuture.supplyAsync(() -> node.hold(locked, DOLLAR))
                        .thenApply(_ -> System.nanoTime());
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();

            node.settle(node.hold(World.tenant(DOLLAR), DOLLAR), DOLLAR);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(seconds(1));
        }
        long freed = System.nanoTime();
        free();

        assertThat(admitted.join() - freed).isPositive();
    }

    /** Both belong to one part of the accounts, which are posted together. */
    @Test
    void leasesOfOthersEndMeanwhile() throws SQLException {
        Caller mate = tenant(it -> shardOf(it) == shardOf(locked));
        JdbcLeaseBook book = new JdbcLeaseBook(new FastDatabase(POOL.dataSource()));
        NodeId server = new NodeId(UUID.randomUUID());
        book.join(server, Duration.ofMinutes(10));
        var _ = book.exchange(server, List.of(borrow(locked), borrow(mate)));
        lock();

        List<Loan> ended = book.exchange(server, List.of(end(locked), end(mate)));

        assertThat(ended).extracting(Loan::locked).containsExactly(true, false);
        assertThat(World.balance(mate.account()).held()).isEqualTo(Usd.ZERO);
        assertThat(World.balance(locked.account()).held()).isEqualTo(DOLLAR);
    }

    @Test
    void itsOwnCallsAreToldToComeAgain() throws SQLException {
        lock();

        assertThatThrownBy(() -> node.reserve(locked, DOLLAR)).isInstanceOf(AccountLocked.class);

        free();
        assertThat(node.reserve(locked, DOLLAR)).isInstanceOf(Reservation.class);
        assertThat(World.balance(locked.account()).held()).isEqualTo(DOLLAR);
    }

    @Test
    void itsCallsAreSettledWhenItIsFree() throws SQLException {
        Reservation call = node.hold(locked, DOLLAR);
        lock();
        CompletableFuture<Long> settled =
                CompletableFuture.supplyAsync(() -> node.settle(call, DOLLAR))
                        .thenApply(_ -> System.nanoTime());
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();

            node.settle(node.hold(other, DOLLAR), DOLLAR);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(seconds(1));
        }
        long freed = System.nanoTime();
        free();

        assertThat(settled.join() - freed).isPositive();
        assertThat(World.balance(locked.account()).posted()).isEqualTo(Usd.parse("9"));
    }

    @Test
    void whatDeadServersHeldOfOthersIsFree() throws SQLException {
        Caller mate = tenant(it -> shardOf(it) == shardOf(locked));
        node.hold(locked, DOLLAR);
        node.hold(mate, DOLLAR);
        node.fallSilent();
        SpendingNode alive = new SpendingNode(POOL.dataSource());
        lock();

        alive.leases.expire();

        assertThat(World.balance(mate.account()).held()).isEqualTo(Usd.ZERO);
        assertThat(World.balance(locked.account()).held()).isEqualTo(DOLLAR);
        free();
        alive.leases.expire();
        assertThat(World.balance(locked.account()).held()).isEqualTo(Usd.ZERO);
    }

    private static Caller tenant(Predicate<Caller> which) {
        return Stream.generate(() -> World.tenant(Usd.parse("10")))
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    private static Exchange borrow(Caller of) {
        return new Exchange(wallet(of), null, Usd.ZERO, DOLLAR, DOLLAR, DOLLAR, false);
    }

    private static Exchange end(Caller of) {
        return new Exchange(wallet(of), Usd.ZERO, DOLLAR, Usd.ZERO, Usd.ZERO, Usd.ZERO, false);
    }

    private static Budget wallet(Caller of) {
        return new Budget.Wallet(of.account());
    }

    private static int shardOf(Caller tenant) {
        return JdbcSettlementPosting.shardOf(tenant.account().value());
    }

    private static Duration seconds(int number) {
        return Duration.ofSeconds(number);
    }

    private void lock() throws SQLException {
        somebody.setAutoCommit(false);
        try (Statement statement = somebody.createStatement()) {
            statement.execute(
                    "select from wallet where account_id = '%s' for update"
                            .formatted(locked.account().value()));
        }
    }

    private void free() throws SQLException {
        somebody.rollback();
    }
}
