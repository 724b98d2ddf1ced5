package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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
        return new Usd(
                number("select posted_nanos from settled_wallet where account_id = ?", account));
    }

    static Usd held(AccountId account) {
        return new Usd(
                number("select held_nanos from settled_wallet where account_id = ?", account));
    }

    /** Of what these wallets show together. */
    static Usd sum(String column, AccountId... accounts) {
        String sql =
                "select sum(%s) from settled_wallet where account_id = any (?)".formatted(column);
        return ask(sql, accounts, row -> new Usd(row.getLong(1))).getFirst();
    }

    /** How many calls came to their end. */
    static long settled(AccountId account) {
        return number(
                "select count(*) from generation where status = 'COMPLETED' and account_id = ?",
                account);
    }

    static Usd charged(AccountId account) {
        return new Usd(
                number(
                        "select coalesce(sum(cost_nanos), 0) from generation where account_id = ?",
                        account));
    }

    /**
     * A charge as the journal has it.
     *
     * @param call what the caller named the application that called; empty if nothing
     */
    record Charge(String call, Receipt receipt) {}

    /** All that these accounts were ever charged. */
    static List<Charge> charges(AccountId... accounts) {
        String sql =
                """
                select coalesce(application, ''), 'gen-' || replace(booked.generation_id::text, '-', ''),
                       -(wallet_nanos + receivable_nanos)
                from journal as booked
                left join generation on generation.generation_id = booked.generation_id
                where kind = 'USAGE' and booked.account_id = any (?)""";
        return ask(
                sql,
                accounts,
                row ->
                        new Charge(
                                row.getString(1),
                                new Receipt(row.getString(2), new Usd(row.getLong(3)))));
    }

    /** A payment as the journal has it. */
    record Credit(AccountId account, Usd amount) {}

    /** All that these accounts ever bought, one for each payment that was credited. */
    static List<Credit> purchases(AccountId... accounts) {
        String sql =
                """
                select account_id, wallet_nanos from journal
                where kind = 'PURCHASE' and account_id = any (?)""";
        return ask(
                sql,
                accounts,
                row ->
                        new Credit(
                                new AccountId(row.getObject(1, UUID.class)),
                                new Usd(row.getLong(2))));
    }

    /** All that the books say of this account, to be compared with what they say later. */
    static String fingerprint(AccountId account) {
        String sql =
                """
                select coalesce(string_agg(line, '; ' order by line), '') from (
                    select account_id, journal::text as line from journal union all
                    select account_id, purchase::text from purchase union all
                    select account_id, lot::text from lot union all
                    select account_id, take_back::text from take_back union all
                    select account_id, settled_wallet::text from settled_wallet) as books
                where account_id = any (?)""";
        return ask(sql, new AccountId[] {account}, row -> row.getString(1)).getFirst();
    }

    /** Whose member has this address. */
    static AccountId account(String email) {
        return ask(
                        "select account_id from member where email = ?",
                        statement -> statement.setString(1, email),
                        row -> new AccountId(row.getObject(1, UUID.class)))
                .getFirst();
    }

    /** What a caller was told that it was charged is booked, as it was told, and once. */
    static void haveOnce(AccountId account, List<Receipt> receipts) {
        assertThat(charges(account).stream().map(Charge::receipt))
                .as("charges in the journal")
                .containsOnlyOnceElementsOf(receipts);
    }

    /** No call holds anything: what a server does not use goes back within moments. */
    static void nothingIsHeld(AccountId account) {
        Awaitility.await().untilAsserted(() -> assertThat(held(account)).isEqualTo(Usd.ZERO));
    }

    /** One id out of the database. */
    static UUID id(String sql, AccountId account) {
        return ask(
                        sql,
                        statement -> statement.setObject(1, account.value()),
                        row -> row.getObject(1, UUID.class))
                .getFirst();
    }

    /** One number out of the database, with the rights of its superuser. */
    static long number(String sql, AccountId... parameters) {
        List<Long> rows =
                ask(
                        sql,
                        statement -> {
                            for (int i = 0; i < parameters.length; i++) {
                                statement.setObject(i + 1, parameters[i].value());
                            }
                        },
                        row -> row.getLong(1));
        assertThat(rows).as("rows for %s", sql).isNotEmpty();
        return rows.getFirst();
    }

    /** One text out of the database, with the rights of its superuser. */
    static String text(String sql, Object parameter) {
        List<String> rows =
                ask(sql, statement -> statement.setObject(1, parameter), row -> row.getString(1));
        assertThat(rows).as("rows for %s", sql).isNotEmpty();
        return rows.getFirst();
    }

    /** Changes something behind the product's back, with the rights of its superuser. */
    static void execute(String sql, Object... values) {
        try (Connection database = Stage.turnpike().connectAsSuperuser();
                PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot change the database", e);
        }
    }

    private interface Filling {
        void into(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** The one parameter is an array of these accounts. */
    private static <T> List<T> ask(String sql, AccountId[] accounts, Reading<T> reading) {
        Object[] ids = Stream.of(accounts).map(AccountId::value).toArray();
        return ask(
                sql,
                statement ->
                        statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids)),
                reading);
    }

    private static <T> List<T> ask(String sql, Filling filling, Reading<T> reading) {
        List<T> rows = new ArrayList<>();
        try (Connection database = Stage.turnpike().connectAsSuperuser();
                PreparedStatement statement = database.prepareStatement(sql)) {
            filling.into(statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reading.of(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot look into the books", e);
        }
    }
}
