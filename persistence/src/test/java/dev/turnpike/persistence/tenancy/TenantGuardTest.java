package dev.turnpike.persistence.tenancy;

import static dev.turnpike.persistence.World.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.spending.SpendingNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantGuardTest {

    private static final DataSource APP = TestDatabase.shared().app();
    private static final Caller ADA = World.tenant(Usd.parse("5"));
    private static final Caller BOB = World.tenant(Usd.parse("5"));

    /** Every table has a row of Ada, so that an empty result says something. */
    @BeforeAll
    static void fillEveryTable() throws SQLException {
        try (Pool pool = TestDatabase.shared().appPool(1)) {
            var node = new SpendingNode(pool.dataSource());
            node.hold(ADA, Usd.parse("1"));
            node.settle(node.hold(ADA, Usd.parse("1")), Usd.parse("0.5"));
        }
        World.limited(
                ADA, LimitScope.ACCOUNT, ADA.account().value(), LimitPeriod.DAY, Usd.parse("1"));
        World.execute(
                """
                insert into member values
                    (gen_random_uuid(), '%1$s', '%1$s', 'ada@acme.test', 'Ada', now());
                insert into purchase values
                    (gen_random_uuid(), '%1$s', 1, 'OPEN', 'ada@acme.test', now(), '%1$s');
                insert into take_back
                select '%1$s', 'REFUND', account_id, purchase_id, 1, 0, 'TAKEN', now()
                from purchase where checkout_id = '%1$s';
                insert into auto_top_up values ('%1$s', 1, 1, 1, 'ada@acme.test', false, null, now(), now());
                insert into payment_customer values ('%1$s', 'cus_of_ada', 1);
                insert into refund
                select gen_random_uuid(), account_id, purchase_id, 'pi', 1, 0, false, 'ada@acme.test', '', 'FAILED',
                       now(), now()
                from purchase where checkout_id = '%1$s';
                insert into idempotent_call values
                    (gen_random_uuid(), 'n', '%1$s', '', gen_random_uuid(), gen_random_uuid(), now(), 'm', true);
                select draw_lots('%1$s');
                insert into wallet_checkpoint values ('%1$s', 0, 0);
                insert into key_checkpoint values ('%2$s', '%1$s', 0);
                insert into window_checkpoint values (gen_random_uuid(), '%1$s', 0);
                insert into month_checkpoint values ('%1$s', '1970-01-01 UTC', 0);
                insert into account_plan select '%1$s', plan_id, now(), 'op' from plan limit 1;
                insert into spend_day values ('%1$s', '1970-01-01', 0);
                insert into account_spend values ('%1$s', 0);
                with code as (
                    insert into promotional_code values (gen_random_uuid(), 'TENANTS', 'TENANTS',
                        10000000, 1, 1, now(), 1, null, false, '', 'op', now(), now())
                    returning code_id
                )
                insert into redemption select code_id, '%1$s', now() from code;
                select post_journal('%1$s', 'PROMOTION', 'code-' || code_id || '-%1$s',
                    array ['wallet', 'promotional_expense'], array [10000000, -10000000])
                from promotional_code where canonical = 'TENANTS'
                """
                        .formatted(ADA.account(), ADA.key()));
    }

    static Stream<String> tablesWithAnAccount() {
        return texts(
                """
                select table_name from information_schema.columns
                join information_schema.tables using (table_schema, table_name)
                where table_schema = 'public' and column_name = 'account_id'
                and table_type = 'BASE TABLE'
                """)
                .stream();
    }

    @Test
    void knowsEveryTable() {
        assertThat(tablesWithAnAccount())
                .containsExactlyInAnyOrder(
                        "account",
                        "member",
                        "api_key",
                        "key_spending",
                        "wallet",
                        "journal_transaction",
                        "lease",
                        "spending_limit",
                        "spending_window",
                        "workspace",
                        "generation",
                        "idempotent_call",
                        "lot",
                        "lot_movement",
                        "wallet_checkpoint",
                        "key_checkpoint",
                        "window_checkpoint",
                        "month_checkpoint",
                        "purchase",
                        "take_back",
                        "payment_customer",
                        "auto_top_up",
                        "refund",
                        "redemption",
                        "account_plan",
                        "spend_day",
                        "account_spend");
    }

    @ParameterizedTest
    @MethodSource("tablesWithAnAccount")
    void guardsEveryTable(String table) {
        assertThat(
                        texts(
                                """
                                select relrowsecurity and relforcerowsecurity from pg_class
                                where oid = '%s'::regclass
                                """
                                        .formatted(table)))
                .containsExactly("t");
        assertThat(
                        texts(
                                """
                                select policyname || ': ' || qual from pg_policies
                                where tablename = '%s' and policyname = 'own_account'
                                """
                                        .formatted(table)))
                .containsExactly(
                        "own_account: (account_id = (NULLIF(current_setting("
                                + "'turnpike.account'::text, true), ''::text))::uuid)");
    }

    @ParameterizedTest
    @MethodSource("tablesWithAnAccount")
    void showsATenantItsOwnRowsOnly(String table) {
        assertThat(rowsSeenBy(APP, table, "")).isZero();
        assertThat(rowsSeenBy(APP, table, ADA.account().toString()))
                .isPositive()
                .isEqualTo(rowsOf(ADA, table));
        assertThat(rowsSeenBy(APP, table, BOB.account().toString())).isEqualTo(rowsOf(BOB, table));
    }

    /** The journal's lines are a view on its transactions, and have no guard of their own. */
    @Test
    void showsATenantItsOwnEntriesOnly() {
        assertThat(rowsSeenBy(APP, "journal_entry", "")).isZero();
        assertThat(rowsSeenBy(APP, "journal_entry", ADA.account().toString()))
                .isEqualTo(rowsOf(ADA, "journal_entry"))
                .isGreaterThan(2);
        assertThat(rowsSeenBy(APP, "journal_entry", BOB.account().toString())).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into lease values (gen_random_uuid(), gen_random_uuid(), '%s', 1)",
                "update lease set amount_nanos = amount_nanos + 1",
                "update lease set recalled = true",
                "delete from lease",
                "delete from node",
                "update idempotent_call set account_id = '%s'",
                "update node set node_id = gen_random_uuid()",
                "update key_spending set spent_nanos = 1",
                "update spending_window set spent_nanos = 0",
                "delete from spending_window",
                "update spending_limit set account_id = '%s'",
                "update wallet set account_id = '%s'",
                "delete from wallet",
                "delete from key_spending",
                "update lot set amount_nanos = amount_nanos + 1",
                "delete from lot",
                "update checkpoint set moment = now()",
                "select text from promotional_code",
                "insert into redemption values (gen_random_uuid(), '%s', now())",
                "update wallet_checkpoint set posted_nanos = 0",
                "select description from discrepancy"
            })
    void refusesWhatAServerNeedsNotDoAsItself(String statement) {
        assertThatThrownBy(
                        () ->
                                TestDatabase.execute(
                                        APP,
                                        "select set_config('turnpike.account', '%1$s', true);"
                                                        .formatted(ADA.account())
                                                + statement.formatted(ADA.account())))
                .hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update lease set budget_id = gen_random_uuid()",
                "update idempotent_call set answer = null",
                "update lease set account_id = gen_random_uuid()",
                "update wallet set account_id = gen_random_uuid()",
                "delete from wallet",
                "update spending_limit set limit_nanos = 1",
                "update generation set cost_nanos = 0",
                "delete from journal_transaction",
                "update promotional_code set amount_nanos = 1",
                "delete from redemption",
                "update account set created_at = now()"
            })
    void refusesWhatEvenStepsAcrossAccountsNeedNotDo(String statement) {
        assertThatThrownBy(
                        () ->
                                TestDatabase.execute(
                                        APP,
                                        "select set_config('role', 'turnpike_across', true);"
                                                + statement))
                .hasMessageContaining("permission denied");
    }

    @Test
    void givesTheServersARoleWithoutPowers() {
        assertThat(
                        texts(
                                """
                                select rolname from pg_roles
                                where rolname in ('turnpike_app', 'turnpike_across')
                                and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
                                """))
                .hasSize(2);
        assertThat(
                        texts(
                                """
                                select tablename from pg_tables
                                where schemaname = 'public' and tableowner <> 'turnpike_owner'
                                """))
                .isEmpty();
        assertThat(
                        texts(
                                """
                                select inherit_option or admin_option from pg_auth_members
                                where member = 'turnpike_app'::regrole
                                """))
                .containsExactly("f");
    }

    @Test
    void refusesToWriteARowOfAnotherTenant() {
        assertThatThrownBy(
                        () ->
                                TestDatabase.execute(
                                        APP,
                                        """
                                        select set_config('turnpike.account', '%s', true);
                                        insert into member values (gen_random_uuid(), '%s', 'mallory',
                                            'mallory@evil.test', 'Mallory', now())
                                        """
                                                .formatted(ADA.account(), BOB.account())))
                .hasMessageContaining("row-level security");
    }

    @Test
    void leavesNoTenantBehindInAPooledConnection() throws SQLException {
        try (Pool pool = TestDatabase.shared().appPool(4)) {
            for (int i = 0; i < 2_000; i++) {
                Caller caller = ThreadLocalRandom.current().nextBoolean() ? ADA : BOB;
                useOnce(pool.dataSource(), caller, i % 5);

                assertThat(rowsSeenBy(pool.dataSource(), "api_key", null)).isZero();
            }
        }
    }

    /** One use of a connection, ended in one of the ways in which uses end. */
    private static void useOnce(DataSource source, Caller caller, int ending) throws SQLException {
        String confine =
                "select set_config('turnpike.account', '%s', true)".formatted(caller.account());
        String cross = "select set_config('role', 'turnpike_across', true)";
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(ending == 0 ? cross : confine);
                assertThat(count(statement, "api_key")).isPositive();
                if (ending == 1) {
                    statement.execute("select 1 / 0");
                }
                if (ending == 2) {
                    statement.execute("set local statement_timeout = 1; select pg_sleep(1)");
                }
                if (ending == 3) {
                    connection.rollback();
                }
                connection.commit();
            } catch (SQLException _) {
                connection.rollback();
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static long rowsOf(Caller caller, String table) {
        return World.numbers(
                        "select count(*) from %s where account_id = '%s'"
                                .formatted(table, caller.account()))
                .get(0);
    }

    private static long rowsSeenBy(
            DataSource source, String table, @org.jspecify.annotations.Nullable String account) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            if (account == null) {
                return count(statement, table);
            }
            connection.setAutoCommit(false);
            statement.execute(
                    "select set_config('turnpike.account', '%s', true)".formatted(account));
            return count(statement, table);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
