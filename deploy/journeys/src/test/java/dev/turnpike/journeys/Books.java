package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.awaitility.Awaitility;

/** Looks into the books behind the product's back. */
final class Books {

    private Books() {}

    /** Sums to zero, projections equal to their entries, no wallet below zero. */
    static void balance() {
        assertThat(number("select count(*) from discrepancy")).as("discrepancies").isZero();
        assertThat(number("select count(*) from wallet where posted_nanos - held_nanos < 0"))
                .as("wallets below zero")
                .isZero();
    }

    static Usd posted(AccountId account) {
        return new Usd(number("select posted_nanos from wallet where account_id = ?", account));
    }

    static Usd held(AccountId account) {
        return new Usd(number("select held_nanos from wallet where account_id = ?", account));
    }

    /** No call holds anything: what a server does not use goes back within moments. */
    static void nothingIsHeld(AccountId account) {
        Awaitility.await().untilAsserted(() -> assertThat(held(account)).isEqualTo(Usd.ZERO));
    }

    /** One number out of the database, with the rights of its superuser. */
    static long number(String sql, AccountId... parameters) {
        try (Connection database = Stage.turnpike().connectAsSuperuser();
                PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i].value());
            }
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).as("a row for %s", sql).isTrue();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot look into the books", e);
        }
    }
}
