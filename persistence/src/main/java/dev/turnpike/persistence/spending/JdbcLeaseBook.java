package dev.turnpike.persistence.spending;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Budget;
import dev.turnpike.billing.spending.LeaseBook;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.NodeLost;
import dev.turnpike.persistence.fast.DatabaseFailed;
import dev.turnpike.persistence.fast.FastDatabase;
import dev.turnpike.persistence.fast.Parameters;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lends by the database's functions. */
@Singleton
class JdbcLeaseBook implements LeaseBook {

    private static final String EXCHANGE =
            """
            select * from exchange_leases(
                p_node => ?, p_number => ?, p_limits => ?, p_starts => ?, p_budgets => ?, p_accounts => ?,
                p_kept => ?, p_offered => ?, p_least => ?, p_needed => ?, p_wanted => ?, p_recall => ?)
            """;
    private static final String LIST_RECALLED = "select recalled_budgets(p_node => ?)";
    private static final String JOIN = "select join_node(p_node => ?, p_lifetime_millis => ?)";
    private static final String RENEW = "select renew_node(p_node => ?, p_lifetime_millis => ?)";
    private static final String EXPIRE = "select expire_leases(p_limit => ?)";

    /** What {@code require_node} says. */
    private static final String NODE_LOST = "TP001";

    /** Leases that one transaction ends, so that it keeps its locks for milliseconds only. */
    private static final int EXPIRE_BATCH = 500;

    private final FastDatabase database;
    private final AtomicLong numbers = new AtomicLong();

    @Inject
    JdbcLeaseBook(FastDatabase database) {
        this.database = database;
    }

    /** Not repeated after a fault: what it lent would be lent twice. */
    @Override
    public List<Loan> exchange(NodeId node, List<Exchange> exchanges) {
        long number = numbers.incrementAndGet();
        try {
            return database.query(
                    EXCHANGE,
                    parameters -> bind(parameters, node, number, exchanges),
                    rows -> {
                        List<Loan> loans = new ArrayList<>();
                        while (rows.next()) {
                            loans.add(readLoan(rows));
                        }
                        return loans;
                    });
        } catch (DatabaseFailed e) {
            throw understood(e);
        }
    }

    @Override
    public Set<UUID> listRecalled(NodeId node) {
        try {
            return database.repeatableQuery(
                    LIST_RECALLED,
                    parameters -> parameters.id(node.value()),
                    rows -> {
                        Set<UUID> budgets = new HashSet<>();
                        while (rows.next()) {
                            budgets.add(rows.getObject(1, UUID.class));
                        }
                        return budgets;
                    });
        } catch (DatabaseFailed e) {
            throw understood(e);
        }
    }

    private static RuntimeException understood(DatabaseFailed fault) {
        return NODE_LOST.equals(fault.sqlState()) ? new NodeLost(fault) : fault;
    }

    @Override
    public void join(NodeId node, Duration lifetime) {
        database.repeatableQuery(
                JOIN, parameters -> parameters.id(node.value()).millis(lifetime), ResultSet::next);
    }

    @Override
    public boolean renew(NodeId node, Duration lifetime) {
        return database.repeatableQuery(
                RENEW,
                parameters -> parameters.id(node.value()).millis(lifetime),
                rows -> rows.next() && rows.getBoolean(1));
    }

    @Override
    public int expire() {
        int expired = 0;
        int batch;
        do {
            batch =
                    database.repeatableQuery(
                            EXPIRE,
                            parameters -> parameters.integer(EXPIRE_BATCH),
                            rows -> rows.next() ? rows.getInt(1) : 0);
            expired += batch;
        } while (batch > 0);
        return expired;
    }

    private static void bind(
            Parameters parameters, NodeId node, long number, List<Exchange> exchanges)
            throws SQLException {
        parameters
                .id(node.value())
                .number(number)
                .array("uuid", eachWindow(exchanges, it -> it.limit().value()))
                .array("timestamptz", eachWindow(exchanges, Budget.Window::start))
                .array("uuid", each(exchanges, it -> it.budget().id()))
                .array("uuid", each(exchanges, it -> it.budget().account().value()))
                .array("bigint", eachKept(exchanges))
                .array("bigint", each(exchanges, it -> it.returned().nanos()))
                .array("bigint", each(exchanges, it -> it.least().nanos()))
                .array("bigint", each(exchanges, it -> it.needed().nanos()))
                .array("bigint", each(exchanges, it -> it.wanted().nanos()))
                .array("boolean", each(exchanges, Exchange::recall));
    }

    private static List<Object> each(List<Exchange> exchanges, Function<Exchange, Object> field) {
        return exchanges.stream().map(field).toList();
    }

    private static List<@Nullable Long> eachKept(List<Exchange> exchanges) {
        List<@Nullable Long> kept = new ArrayList<>(exchanges.size());
        for (Exchange exchange : exchanges) {
            kept.add(exchange.kept() == null ? null : exchange.kept().nanos());
        }
        return kept;
    }

    /** Null for what is a wallet. */
    private static List<@Nullable Object> eachWindow(
            List<Exchange> exchanges, Function<Budget.Window, Object> field) {
        List<@Nullable Object> fields = new ArrayList<>(exchanges.size());
        for (Exchange exchange : exchanges) {
            fields.add(
                    switch (exchange.budget()) {
                        case Budget.Window window -> field.apply(window);
                        case Budget.Wallet _ -> null;
                    });
        }
        return fields;
    }

    private static Loan readLoan(ResultSet row) throws SQLException {
        return new Loan(
                new Usd(row.getLong("lent_nanos")),
                new Usd(row.getLong("left_nanos")),
                new Usd(row.getLong("due_nanos")),
                limit(row),
                row.getBoolean("recalling"),
                row.getBoolean("known"),
                notNow(row),
                row.getBoolean("locked"),
                row.getBoolean("was_recalled"));
    }

    private static @Nullable Usd limit(ResultSet row) throws SQLException {
        long nanos = row.getLong("amount_of_limit");
        return row.wasNull() ? null : new Usd(nanos);
    }

    private static @Nullable Instant notNow(ResultSet row) throws SQLException {
        OffsetDateTime moment = row.getObject("not_now", OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
