package dev.turnpike.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

/** Data of an earlier edition comes through the migrations with every nano-dollar. */
class MigrationTest {

    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");

    private static final Pattern ROUTINE =
            Pattern.compile("(?m)^create (or replace )?(function|view)");

    /** Tenant a has paid 10 and spent 2, with 3 on hold; tenant b has paid 1 and owes 4. */
    private static final String WORLD_OF_V008 =
            """
            insert into account values (id('a'), now()), (id('b'), now());
            insert into member values (id('ma'), id('a'), 'ada', 'ada@acme.test', 'Ada', now()),
                (id('mb'), id('b'), 'bob', 'bob@acme.test', 'Bob', now()),
                (id('mc'), id('b'), 'cy', 'cy@acme.test', 'Cy', now() + interval '1 hour');
            insert into wallet (account_id) values (id('a')), (id('b'));
            insert into api_key (key_id, account_id, name, label, digest, created_at)
            values (id('ka'), id('a'), 'k', 'k', 'ka', now()), (id('kb'), id('b'), 'k', 'k', 'kb', now());
            insert into key_spending (key_id, account_id, limit_nanos)
            values (id('ka'), id('a'), 100), (id('kb'), id('b'), null);
            select post_journal(id('a'), 'PURCHASE', 'pay-a', array ['wallet', 'payment_clearing'], array [10, -10]);
            select post_journal(id('b'), 'PURCHASE', 'pay-b', array ['wallet', 'payment_clearing'], array [1, -1]);
            select hold(id('a1'), id('a'), id('ka'), id('n'), 4, 60000, now(), 'm', true, '', '', '');
            select hold(id('a2'), id('a'), id('ka'), id('n'), 3, 60000, now(), 'm', true, '', '', '');
            select hold(id('b1'), id('b'), id('kb'), id('n'), 1, 60000, now(), 'm', true, '', '', '');
            select ended(id('a1'), id('a'), id('ka'), 2, 1);
            select ended(id('b1'), id('b'), id('kb'), 5, 6);
            """;

    private static final String SHORT_NAMES =
            """
            create function id(name text) returns uuid language sql immutable as
            $$ select md5(name)::uuid $$;
            create function ended(call uuid, account uuid, key uuid, cost bigint, provider_cost bigint)
            returns boolean language sql as
            $$
                select settle(call, account, key, now(), 'm', true, '', '', '', 'COMPLETED', null,
                    array ['m'], array ['p'], array [200], array [1::bigint], array [null],
                    'm', 'p', 1, false, '', 'stop', 'stop', 1, 1,
                    array_fill(0::bigint, array [11]), 1500, cost, provider_cost)
            $$;
            """;

    private static final String WALLETS =
            """
            select posted_nanos || ' posted, ' || wallet.held_nanos || ' held, '
                || receivable_nanos || ' owed, ' || spent_nanos || ' spent'
            from wallet join key_spending using (account_id) order by posted_nanos desc
            """;

    private static final String LIMITS =
            """
            select scope || ' ' || limit_nanos || ' in ' || period || ', ' || spent_nanos
                || ' spent, ' || held_nanos || ' held since ' || (starts_at at time zone 'UTC')
            from spending_limit join spending_window using (limit_id)
            where scope_id = id('ka') and window_id = window_of(limit_id, starts_at)
            """;

    private static final String KEYS =
            """
            select subject || ' in ' || workspace.name
            from api_key join member using (member_id) join workspace using (workspace_id)
            where is_default order by subject
            """;

    private static final String ENTRIES_OF_V008 =
            """
            select kind || ' ' || ledger_account || ' ' || amount_nanos
            from journal_transaction join journal_entry using (transaction_id)
            """;

    private static final String ENTRIES =
            """
            select kind || ' ' || ledger_account || ' ' || amount_nanos
            from journal join journal_entry on journal_entry.generation_id = journal.generation_id
                or journal_entry.transaction_id = journal.transaction_id
            """;

    private static final String LOTS =
            """
            select lot.kind || ' ' || lot.amount_nanos || ': ' || lot_movement.amount_nanos
            from lot join lot_movement using (lot_id) order by lot.amount_nanos
            """;

    private static final String SPEND_DISCREPANCIES =
            """
            select description from account_spend_discrepancy
            union all select description from spend_day_discrepancy
            """;

    @Test
    void bringsBalancesAndJournalOfV008ToTheNewestEdition() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        DataSource owner = database.emptyDatabase("from_v008", "turnpike_owner");
        DataSource superuser = database.database("from_v008", "postgres");
        formerEdition(owner, "8").load().migrate();
        TestDatabase.execute(superuser, SHORT_NAMES);
        TestDatabase.execute(superuser, WORLD_OF_V008);
        assertThat(texts(superuser, WALLETS))
                .containsExactly(
                        "8 posted, 3 held, 0 owed, 2 spent", "0 posted, 0 held, 4 owed, 5 spent");
        List<String> entries = new ArrayList<>(texts(superuser, ENTRIES_OF_V008));
        assertThat(entries).hasSize(11);

        edition(owner).load().migrate();

        assertThat(texts(superuser, WALLETS))
                .containsExactly(
                        "8 posted, 0 held, 0 owed, 2 spent", "0 posted, 0 held, 4 owed, 5 spent");
        // What a call cost beyond its credit is a transaction of its own now.
        assertThat(entries.removeAll(List.of("USAGE wallet -1", "USAGE receivable -4"))).isTrue();
        entries.addAll(
                List.of(
                        "USAGE wallet -5",
                        "RECEIVABLE_DUE wallet 4",
                        "RECEIVABLE_DUE receivable -4"));
        assertThat(texts(superuser, ENTRIES)).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(texts(superuser, "select description from discrepancy")).isEmpty();
        assertThat(texts(superuser, LIMITS))
                .containsExactly("KEY 100 in TOTAL, 2 spent, 0 held since 1970-01-01 00:00:00");
        assertThat(texts(superuser, KEYS)).containsExactly("ada in Default", "bob in Default");
        assertThat(texts(superuser, "select wallet_nanos from journal order by 1"))
                .containsExactly("-5", "-2", "1", "4", "10");
        assertThat(texts(superuser, LOTS)).containsExactly("PAID 1: -1", "PAID 10: -2");
    }

    @Test
    void remembersTheChargeOfEachAnswerThatCanNoLongerBeOpened() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        DataSource owner = database.emptyDatabase("from_v014", "turnpike_owner");
        DataSource superuser = database.database("from_v014", "postgres");
        formerEdition(owner, "14").load().migrate();
        TestDatabase.execute(
                superuser,
                """
                insert into idempotent_call (
                    key_id, name, account_id, digest, claim_id, node_id, model, streamed, generation_id, answer)
                select id, 'n', id, 'd', id, id, 'm', false, id, 'sealed by the pepper'
                from (select gen_random_uuid() as id from generate_series(1, 2)) as calls
                """);

        edition(owner).load().migrate();

        assertThat(
                        texts(
                                superuser,
                                "select (generation_id = key_id) || ', ' || coalesce(answer::text, 'none')"
                                        + " from idempotent_call"))
                .containsExactly("true, none", "true, none");
    }

    /** The checkpoint has passed all of them but the last; the one of yesterday was reversed. */
    @Test
    void knowsWhatWasSpentLatelyBeforeThereWerePlans() throws SQLException {
        TestDatabase database = TestDatabase.shared();
        DataSource owner = database.emptyDatabase("from_v027", "turnpike_owner");
        DataSource superuser = database.database("from_v027", "postgres");
        formerEdition(owner, "27").load().migrate();
        TestDatabase.execute(
                superuser,
                """
                insert into generation (
                    generation_id, account_id, key_id, created_at, settled_at, model, streamed, status,
                    attempt_models, attempt_providers, attempt_statuses, attempt_millis, attempt_errors,
                    price_version_id, cost_nanos, provider_cost_nanos)
                select gen_random_uuid(), '00000000-0000-0000-0000-00000000000a',
                       '00000000-0000-0000-0000-00000000000b', now(), now() - age, 'm', false, 'COMPLETED',
                       '{}', '{}', '{}', '{}', '{}', 1, cost, 0
                from (values (interval '2 days', 5), (interval '40 days', 70), (interval '1 day', 30),
                             (interval '0', 900)) as call (age, cost);
                insert into journal_transaction (account_id, kind, reference, occurred_at, reverses_generation,
                    wallet_nanos, receivable_nanos, payment_clearing_nanos, provider_payable_nanos, revenue_nanos)
                select account_id, 'REVERSAL', 'reversal-of-' || generation_id, settled_at, generation_id,
                       20, 10, 0, 0, -30
                from generation where cost_nanos = 30;
                update checkpoint set moment = now() - interval '1 hour';
                """);

        edition(owner).load().migrate();

        assertThat(texts(superuser, "select spent_nanos from spend_day order by day"))
                .containsExactly("5", "0");
        assertThat(texts(superuser, SPEND_DISCREPANCIES)).isEmpty();
        TestDatabase.execute(superuser, "select advance_checkpoint(0, 0)");
        assertThat(texts(superuser, "select spent_nanos from account_spend"))
                .containsExactly("905");
    }

    @Test
    void leavesOneEditionOfEachFunction() throws SQLException {
        assertThat(
                        texts(
                                TestDatabase.shared().superuser(),
                                """
                                select proname from pg_proc where pronamespace = 'public'::regnamespace
                                group by proname having count(*) > 1"""))
                .isEmpty();
    }

    @Test
    void makesFunctionsAndViewsInRepeatableMigrationsSinceV021() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            assertThat(files.filter(Files::isRegularFile).filter(MigrationTest::makesARoutine))
                    .map(Path::getFileName)
                    .map(Path::toString)
                    .contains("V020__windows_are_checked.sql")
                    .allMatch(name -> name.compareTo("V021") < 0);
        }
    }

    private static boolean makesARoutine(Path migration) {
        try {
            return ROUTINE.matcher(Files.readString(migration)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the functions as they are now, which do not fit former tables. */
    private static FluentConfiguration formerEdition(DataSource owner, String version) {
        return edition(owner).target(version).repeatableSqlMigrationPrefix("none");
    }

    private static FluentConfiguration edition(DataSource owner) {
        return Flyway.configure().dataSource(owner);
    }

    private static List<String> texts(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
