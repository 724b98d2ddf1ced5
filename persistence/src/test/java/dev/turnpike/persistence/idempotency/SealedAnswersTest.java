package dev.turnpike.persistence.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.idempotency.Claim;
import dev.turnpike.billing.idempotency.Claimed;
import dev.turnpike.billing.idempotency.Claimed.Answered;
import dev.turnpike.billing.idempotency.Claimed.Granted;
import dev.turnpike.billing.idempotency.Claimed.Unreadable;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.sealing.SealForTests;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A kept answer is read by its own caller, or by nobody; and none is charged twice for it. */
class SealedAnswersTest {

    private static final Pool POOL = TestDatabase.shared().appPool(12);
    private static final Usd CENT = Usd.parse("0.01");
    private static final String CANARY = "canary-4c6f7a1e";

    private final AnsweringServer server = server(1);
    private final Caller ada = World.tenant(Usd.parse("10"));
    private final Caller bob = World.tenant(Usd.parse("10"));

    private static AnsweringServer server(int... keys) {
        return new AnsweringServer(POOL.dataSource(), SealForTests.with(keys));
    }

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void noColumnOfTheDatabaseShowsAnAnswer() {
        answer(server, ada, "n", CANARY);

        List<String> tables =
                World.texts(
                        "select format('%I.%I', schemaname, tablename) from pg_tables"
                                + " where schemaname not in ('pg_catalog', 'information_schema')");

        assertThat(tables).contains("public.idempotent_call", "public.generation");
        assertThat(tables).allSatisfy(SealedAnswersTest::doesNotShowTheCanary);
        assertThat(repeat(server, ada, "n")).isEqualTo(CANARY);
    }

    /** A row as text has its strings as they are, and its bytes in hex. */
    private static void doesNotShowTheCanary(String table) {
        String hex = HexFormat.of().formatHex(CANARY.getBytes(UTF_8));
        assertThat(
                        World.numbers(
                                "select count(*) from %s as line where line::text ~ '%s|%s'"
                                        .formatted(table, CANARY, hex)))
                .containsExactly(0L);
    }

    @Test
    void anAnswerMovedToAnotherTenantIsNotOpened() {
        GenerationId mine = answer(server, ada, "n", CANARY);
        answer(server, bob, "n", "something else");

        move("answer", ada, "n", bob, "n");
        assertThat(claim(server, bob, "n")).isInstanceOf(Unreadable.class);
        move("generation_id", ada, "n", bob, "n");

        assertThat(claim(server, bob, "n")).isNotInstanceOf(Answered.class);
        assertThat(claim(server, ada, "n")).isInstanceOf(Answered.class);
        assertThat(charges(ada)).isEqualTo(1);
        assertThat(charges(bob)).isEqualTo(1);
        assertThat(claim(server, ada, "n"))
                .isInstanceOfSatisfying(
                        Answered.class, it -> assertThat(it.answer().id()).isEqualTo(mine));
    }

    @Test
    void anAnswerMovedToAnotherRowIsNotOpened() {
        GenerationId first = answer(server, ada, "first", CANARY);
        answer(server, ada, "second", "something else");

        move("answer", ada, "first", ada, "second");
        assertThat(claim(server, ada, "second")).isInstanceOf(Unreadable.class);
        move("generation_id", ada, "first", ada, "second");

        assertThat(claim(server, ada, "second")).isEqualTo(new Unreadable(first));
        assertThat(repeat(server, ada, "first")).isEqualTo(CANARY);
        assertThat(charges(ada)).isEqualTo(2);
    }

    @Test
    void anAnswerThatWasChangedOrCutOffIsNotOpened() {
        GenerationId flipped = answer(server, ada, "flipped", CANARY);
        GenerationId cut = answer(server, ada, "cut", CANARY);
        GenerationId emptied = answer(server, ada, "emptied", CANARY);
        change(ada, "flipped", "answer = set_byte(answer, 30, 1 # get_byte(answer, 30))");
        change(ada, "cut", "answer = substring(answer for 20)");
        change(ada, "emptied", "answer = ''");

        assertThat(claim(server, ada, "flipped")).isEqualTo(new Unreadable(flipped));
        assertThat(claim(server, ada, "cut")).isEqualTo(new Unreadable(cut));
        assertThat(claim(server, ada, "emptied")).isEqualTo(new Unreadable(emptied));
        assertThat(charges(ada)).isEqualTo(3);
    }

    @Test
    void anOldKeyOpensAsLongAsItIsThere() {
        GenerationId old = answer(server, ada, "n", CANARY);

        assertThat(repeat(server(2, 1), ada, "n")).isEqualTo(CANARY);
        assertThat(claim(server(2), ada, "n")).isEqualTo(new Unreadable(old));
        assertThat(charges(ada)).isEqualTo(1);
    }

    /** Servers change their keys one after the other, as the settings describe it. */
    @Test
    void keysAreRotatedWhileCallsAreMadeAndRepeated() throws Exception {
        List<List<AnsweringServer>> steps =
                List.of(
                        List.of(server(1), server(1)),
                        List.of(server(1, 2), server(1)),
                        List.of(server(1, 2), server(1, 2)),
                        List.of(server(2, 1), server(1, 2)),
                        List.of(server(2, 1), server(2, 1)));
        int callers = 8;
        List<String> wrong = new ArrayList<>();
        var step = new Phaser(callers);
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Future<List<String>>> work = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                work.add(threads.submit(() -> callAndRepeat(number, steps, step)));
            }
            for (Future<List<String>> done : work) {
                wrong.addAll(done.get());
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(charges(ada)).isEqualTo(4L * callers * steps.size());
        assertThat(World.discrepancies()).isEmpty();
    }

    /** Makes calls on one server and repeats all so far on the other; returns what was wrong. */
    private List<String> callAndRepeat(
            int caller, List<List<AnsweringServer>> steps, Phaser together) {
        List<String> wrong = new ArrayList<>();
        List<String> made = new ArrayList<>();
        for (List<AnsweringServer> servers : steps) {
            for (int i = 0; i < 4; i++) {
                String name = "call-%d-%d".formatted(caller, made.size());
                answer(servers.get(i % 2), ada, name, name);
                made.add(name);
                for (String earlier : made) {
                    String got = repeat(servers.get((i + 1) % 2), ada, earlier);
                    if (!got.equals(earlier)) {
                        wrong.add(earlier + " is " + got);
                    }
                }
            }
            // No call is under way while a server is replaced: it is drained first.
            together.arriveAndAwaitAdvance();
        }
        return wrong;
    }

    private static GenerationId answer(
            AnsweringServer server, Caller caller, String name, String text) {
        Claim claim = AnsweringServer.claim(caller, name, "a");
        assertThat(server.calls.claim(claim)).isInstanceOf(Granted.class);
        return server.charge(caller, claim, CENT, text.getBytes(UTF_8));
    }

    private static Claimed claim(AnsweringServer server, Caller caller, String name) {
        return server.calls.claim(AnsweringServer.claim(caller, name, "a"));
    }

    private static String repeat(AnsweringServer server, Caller caller, String name) {
        Claimed claimed = claim(server, caller, name);
        byte[] bytes = claimed instanceof Answered(var answer) ? answer.bytes() : null;
        return bytes == null ? claimed.toString() : new String(bytes, UTF_8);
    }

    private static void move(String column, Caller from, String name, Caller to, String other) {
        change(
                to,
                other,
                "%1$s = (select %1$s from idempotent_call where key_id = '%2$s' and name = '%3$s')"
                        .formatted(column, from.key(), name));
    }

    private static void change(Caller caller, String name, String assignment) {
        World.execute(
                "update idempotent_call set %s where key_id = '%s' and name = '%s'"
                        .formatted(assignment, caller.key(), name));
    }

    private static long charges(Caller caller) {
        return World.numbers(
                        "select count(*) from generation where cost_nanos > 0 and account_id = '%s'"
                                .formatted(caller.account()))
                .get(0);
    }
}
