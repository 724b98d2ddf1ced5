package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Admission;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
        CompletableFuture<Admission> waiting =
                CompletableFuture.supplyAsync(() -> node.reserve(locked, DOLLAR));
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();

            node.settle(node.hold(World.tenant(DOLLAR), DOLLAR), DOLLAR);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(seconds(1));
        }
        assertThat(waiting).isNotDone();
        free();

        assertThat(waiting.join()).isInstanceOf(Reservation.class);
    }

    @Test
    void itsOwnCallsAreToldToComeAgain() throws SQLException {
        lock();

        assertThatThrownBy(() -> node.reserve(locked, DOLLAR))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class, it -> assertThat(it.isPassing()).isTrue());

        free();
        assertThat(node.reserve(locked, DOLLAR)).isInstanceOf(Reservation.class);
        assertThat(World.balance(locked.account()).held()).isEqualTo(DOLLAR);
    }

    @Test
    void itsCallsAreSettledWhenItIsFree() throws SQLException {
        Reservation call = node.hold(locked, DOLLAR);
        lock();
        CompletableFuture<Void> settled =
                CompletableFuture.runAsync(() -> node.settle(call, DOLLAR));
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();

            node.settle(node.hold(other, DOLLAR), DOLLAR);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(seconds(1));
        }
        assertThat(settled).isNotDone();
        free();

        settled.join();
        assertThat(World.balance(locked.account()).posted()).isEqualTo(Usd.parse("9"));
    }

    /** Accounts are posted in parts, and those of one part wait for each other. */
    @Test
    void whatDeadServersHeldOfOthersIsFree() throws SQLException {
        Caller elsewhere =
                Stream.generate(() -> World.tenant(DOLLAR))
                        .filter(tenant -> shardOf(tenant) != shardOf(locked))
                        .findFirst()
                        .orElseThrow();
        node.hold(locked, DOLLAR);
        node.hold(elsewhere, DOLLAR);
        node.fallSilent();
        SpendingNode alive = new SpendingNode(POOL.dataSource());
        lock();

        alive.leases.expire();

        assertThat(World.balance(elsewhere.account()).held()).isEqualTo(Usd.ZERO);
        assertThat(World.balance(locked.account()).held()).isEqualTo(DOLLAR);
        free();
        alive.leases.expire();
        assertThat(World.balance(locked.account()).held()).isEqualTo(Usd.ZERO);
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
