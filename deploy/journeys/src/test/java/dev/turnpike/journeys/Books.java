package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Looks into the books behind the product's back. */
final class Books {

    private Books() {}

    /** Sums to zero, projections equal to their entries, no wallet below zero. */
    static void balance() {
        assertThat(
                        number(
                                """
                                select count(*) from (
                                    select from journal_entry group by transaction_id
                                    having sum(amount_nanos) <> 0) as unbalanced"""))
                .as("journal transactions that do not sum to zero")
                .isZero();
        assertThat(
                        number(
                                """
                                select count(*) from wallet where posted_nanos <> coalesce((
                                    select sum(amount_nanos) from journal_entry entry
                                    where entry.account_id = wallet.account_id
                                      and ledger_account = 'wallet'), 0)"""))
                .as("wallets that differ from their entries")
                .isZero();
        assertThat(
                        number(
                                """
                                select count(*) from wallet where held_nanos <> coalesce((
                                    select sum(amount_nanos) from reservation
                                    where reservation.account_id = wallet.account_id), 0)"""))
                .as("wallets whose holds differ from their reservations")
                .isZero();
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
