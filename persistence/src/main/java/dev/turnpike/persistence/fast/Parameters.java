package dev.turnpike.persistence.fast;

import dev.turnpike.billing.money.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fills a statement's parameters from left to right. */
public final class Parameters {

    private final Connection connection;
    private final PreparedStatement statement;
    private int index;

    Parameters(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    public Parameters id(UUID id) throws SQLException {
        statement.setObject(++index, id);
        return this;
    }

    public Parameters text(@Nullable String text) throws SQLException {
        statement.setString(++index, text);
        return this;
    }

    public Parameters bytes(byte @Nullable [] bytes) throws SQLException {
        statement.setBytes(++index, bytes);
        return this;
    }

    public Parameters flag(boolean flag) throws SQLException {
        statement.setBoolean(++index, flag);
        return this;
    }

    public Parameters number(long number) throws SQLException {
        statement.setLong(++index, number);
        return this;
    }

    public Parameters integer(int number) throws SQLException {
        statement.setInt(++index, number);
        return this;
    }

    public Parameters amount(Usd amount) throws SQLException {
        return number(amount.nanos());
    }

    public Parameters millis(Duration duration) throws SQLException {
        return number(duration.toMillis());
    }

    public Parameters moment(Instant moment) throws SQLException {
        statement.setObject(++index, moment.atOffset(ZoneOffset.UTC));
        return this;
    }

    /**
     * An array.
     *
     * @param elementType the database's name of the type, such as {@code bigint}
     */
    public Parameters array(String elementType, Collection<? extends @Nullable Object> elements)
            throws SQLException {
        statement.setArray(
                ++index, connection.createArrayOf(elementType, typed(elementType, elements)));
        return this;
    }

    /** The driver sends arrays of these classes as they are, and spells out all others. */
    private static Object[] typed(
            String elementType, Collection<? extends @Nullable Object> elements) {
        return switch (elementType) {
            case "bigint" -> elements.toArray(Long[]::new);
            case "integer" -> elements.toArray(Integer[]::new);
            case "boolean" -> elements.toArray(Boolean[]::new);
            case "text" -> elements.toArray(String[]::new);
            default -> elements.toArray();
        };
    }

    /** Leaves this many parameters without a value. */
    public Parameters nothing(int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            statement.setNull(++index, Types.NULL);
        }
        return this;
    }
}
