package dev.turnpike.persistence.spending;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Admission;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.Refusal;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.spending.Reservations;
import dev.turnpike.billing.usage.CallDetails;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.persistence.fast.FastDatabase;
import dev.turnpike.persistence.fast.Parameters;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Holds and settles by the database's functions of the same names. */
@Singleton
class JdbcReservations implements Reservations {

    private static final String HOLD =
            """
            select outcome, first_nanos, second_nanos from hold(
                p_generation => ?, p_account => ?, p_key => ?, p_node => ?, p_amount => ?,
                p_lifetime_millis => ?, p_created_at => ?,
                p_model => ?, p_streamed => ?, p_user_agent => ?, p_referer => ?,
                p_application => ?)
            """;
    private static final String RENEW = "select renew_holds(p_node => ?, p_lifetime_millis => ?)";
    private static final String EXPIRE = "select expire_holds(p_limit => ?)";

    /** Holds that one transaction expires, so that it keeps its locks for milliseconds only. */
    private static final int EXPIRE_BATCH = 500;

    private final FastDatabase database;

    @Inject
    JdbcReservations(FastDatabase database) {
        this.database = database;
    }

    @Override
    public Admission hold(Reservation reservation, NodeId node, Duration lifetime) {
        return database.query(
                HOLD,
                parameters -> bind(parameters, reservation, node, lifetime),
                rows -> readAdmission(rows, reservation));
    }

    @Override
    public void settle(Generation generation) {
        database.repeatableQuery(
                Settlement.SQL,
                parameters -> Settlement.bind(parameters, generation),
                ResultSet::next);
    }

    @Override
    public int renew(NodeId node, Duration lifetime) {
        return database.repeatableQuery(
                RENEW,
                parameters -> parameters.id(node.value()).millis(lifetime),
                JdbcReservations::readCount);
    }

    @Override
    public int expire() {
        int expired = 0;
        int batch = EXPIRE_BATCH;
        while (batch == EXPIRE_BATCH) {
            batch =
                    database.repeatableQuery(
                            EXPIRE,
                            parameters -> parameters.integer(EXPIRE_BATCH),
                            JdbcReservations::readCount);
            expired += batch;
        }
        return expired;
    }

    private static void bind(
            Parameters parameters, Reservation reservation, NodeId node, Duration lifetime)
            throws SQLException {
        CallDetails details = reservation.details();
        parameters
                .id(reservation.id().value())
                .id(reservation.caller().account().value())
                .id(reservation.caller().key().value())
                .id(node.value())
                .amount(reservation.amount())
                .millis(lifetime)
                .moment(reservation.createdAt())
                .text(details.model())
                .flag(details.streamed())
                .text(details.userAgent())
                .text(details.referer())
                .text(details.application());
    }

    private static Admission readAdmission(ResultSet rows, Reservation reservation)
            throws SQLException {
        rows.next();
        Usd asked = reservation.amount();
        Usd first = new Usd(rows.getLong("first_nanos"));
        String outcome = rows.getString("outcome");
        return switch (outcome) {
            case "HELD" -> reservation;
            case "CREDIT" -> new Refusal.CreditTooLow(asked, first);
            case "RECEIVABLE" -> new Refusal.ReceivableDue(first);
            case "KEY_LIMIT" ->
                    new Refusal.KeyLimitReached(
                            asked, first, new Usd(rows.getLong("second_nanos")));
            default -> throw new IllegalStateException("Unknown outcome of a hold: " + outcome);
        };
    }

    private static int readCount(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getInt(1);
    }
}
