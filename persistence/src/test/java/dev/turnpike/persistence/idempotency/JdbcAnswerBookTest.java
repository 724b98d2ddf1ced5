package dev.turnpike.persistence.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.idempotency.Claim;
import dev.turnpike.billing.idempotency.Claimed;
import dev.turnpike.billing.idempotency.Claimed.Answered;
import dev.turnpike.billing.idempotency.Claimed.Granted;
import dev.turnpike.billing.idempotency.Claimed.OtherRequest;
import dev.turnpike.billing.idempotency.Claimed.Running;
import dev.turnpike.billing.idempotency.KeptAnswer;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.CallTakenOver;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.sealing.SealForTests;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two servers are asked for one named call; either of them may die at any step. */
class JdbcAnswerBookTest {

    private static final Pool POOL = TestDatabase.shared().appPool(20);
    private static final Usd DOLLAR = Usd.parse("1");
    private static final byte[] HELLO = "Hello".getBytes(UTF_8);

    private final AnsweringServer one = server();
    private final AnsweringServer other = server();
    private final Caller ada = World.tenant(Usd.parse("10"));

    private static AnsweringServer server() {
        return new AnsweringServer(POOL.dataSource(), SealForTests.with(1));
    }

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void grantsOneOfManyClaims() throws Exception {
        List<AnsweringServer> servers =
                Stream.generate(JdbcAnswerBookTest::server).limit(20).toList();
        for (int round = 0; round < 10; round++) {
            String name = "race-" + round;

            List<Claimed> claimed =
                    atOnce(20, turn -> servers.get(turn).calls.claim(claim(name, "a")));

            assertThat(claimed).filteredOn(Granted.class::isInstance).hasSize(1);
            assertThat(claimed).filteredOn(Running.class::isInstance).hasSize(19);
        }
    }

    @Test
    void grantsWhatADeadServerHadToOneOfMany() throws Exception {
        List<AnsweringServer> servers =
                Stream.generate(JdbcAnswerBookTest::server).limit(20).toList();
        for (int round = 0; round < 10; round++) {
            String name = "race-" + round;
            var dead = server();
            Claim lost = claim(name, "a");
            dead.calls.claim(lost);
            dead.calls.keep(lost, dead.node.hold(ada, new Usd(1)).id(), HELLO);
            dead.node.fallSilent();

            List<Claimed> claimed =
                    atOnce(20, turn -> servers.get(turn).calls.claim(claim(name, "a")));

            assertThat(claimed).filteredOn(Granted.class::isInstance).hasSize(1);
            assertThat(claimed).filteredOn(Running.class::isInstance).hasSize(19);
        }
    }

    @Test
    void grantsAClaimAgainWhoseAnswerGotLost() {
        Claim claim = claim("n", "a");
        one.calls.claim(claim);

        assertThat(one.calls.claim(claim)).isInstanceOf(Granted.class);
    }

    @Test
    void repeatsWhatWasSettled() {
        answer(one, claim("n", "a"));

        KeptAnswer kept = answered(other.calls.claim(claim("n", "a")));

        assertThat(kept.bytes()).isEqualTo(HELLO);
        assertThat(answered(one.calls.claim(claim("n", "a"))).id()).isEqualTo(kept.id());
        assertThat(World.balance(ada.account()).posted()).isEqualTo(Usd.parse("9"));
    }

    @Test
    void tellsAnotherRequestOfTheSameName() {
        Claim first = claim("n", "a");
        one.calls.claim(first);

        assertThat(one.calls.claim(claim("n", "b"))).isInstanceOf(OtherRequest.class);
        assertThat(other.calls.claim(claim("n", "b"))).isInstanceOf(OtherRequest.class);
        settle(one, first);
        assertThat(other.calls.claim(claim("n", "b"))).isInstanceOf(OtherRequest.class);
    }

    @Test
    void keepsTheNamesOfKeysApart() {
        one.calls.claim(claim("n", "a"));

        assertThat(one.calls.claim(AnsweringServer.claim(World.key(ada.account(), null), "n", "b")))
                .isInstanceOf(Granted.class);
        assertThat(one.calls.claim(AnsweringServer.claim(World.tenant(DOLLAR), "n", "b")))
                .isInstanceOf(Granted.class);
    }

    @Test
    void waitsForALivingServer() {
        Claim claim = claim("n", "a");
        one.calls.claim(claim);
        Reservation call = one.node.hold(ada, DOLLAR);
        assertThat(other.calls.claim(claim("n", "a"))).isInstanceOf(Running.class);

        one.calls.keep(claim, call.id(), HELLO);

        assertThat(other.calls.claim(claim("n", "a"))).isInstanceOf(Running.class);
        assertThat(one.calls.claim(claim("n", "a"))).isInstanceOf(Running.class);
        one.node.settle(call, DOLLAR);
        assertThat(answered(other.calls.claim(claim("n", "a"))).bytes()).isEqualTo(HELLO);
    }

    /** A server did not get to know what became of its first claim, and made a second one. */
    @Test
    void doesNotTakeACallOverByAClaimThatArrivesLate() {
        Claim first = claim("n", "a");
        Claim second = claim("n", "a");
        assertThat(one.calls.claim(second)).isInstanceOf(Granted.class);

        assertThat(one.calls.claim(first)).isInstanceOf(Running.class);

        one.charge(ada, second, DOLLAR, HELLO);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void takesOverFromAServerThatDiedBeforeItHadAnAnswer() {
        Claim lost = claim("n", "a");
        one.calls.claim(lost);
        Reservation call = one.node.hold(ada, DOLLAR);
        one.node.fallSilent();

        answer(other, claim("n", "a"));

        assertThatThrownBy(() -> one.calls.keep(lost, call.id(), HELLO))
                .isInstanceOf(CallTakenOver.class);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void takesOverFromAServerThatDiedBeforeItSettled() {
        Claim lost = claim("n", "a");
        one.calls.claim(lost);
        Reservation call = one.node.hold(ada, DOLLAR);
        one.calls.keep(lost, call.id(), "Lost".getBytes(UTF_8));
        one.node.fallSilent();

        answer(other, claim("n", "a"));
        // It was not dead: it was paused, and goes on where it was.
        assertThatThrownBy(() -> one.node.settle(call, DOLLAR)).isInstanceOf(CallTakenOver.class);
        assertThatThrownBy(() -> one.node.settle(call, DOLLAR)).isInstanceOf(CallTakenOver.class);

        assertThat(charges()).isEqualTo(1);
        assertThat(answered(one.calls.claim(claim("n", "a"))).bytes()).isEqualTo(HELLO);
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void repeatsWhatADeadServerHadSettled() {
        answer(one, claim("n", "a"));
        one.node.fallSilent();

        assertThat(answered(other.calls.claim(claim("n", "a"))).bytes()).isEqualTo(HELLO);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void eitherSettlesOrTakesOver() throws Exception {
        for (int round = 0; round < 20; round++) {
            var server = server();
            String name = "race-" + round;
            Claim first = claim(name, "a");
            server.calls.claim(first);
            Reservation call = server.node.hold(ada, new Usd(10));
            server.calls.keep(first, call.id(), HELLO);
            server.node.fallSilent();

            List<Object> results =
                    atOnce(
                            2,
                            turn ->
                                    turn == 0
                                            ? settleUnlessTakenOver(server, call)
                                            : other.calls.claim(claim(name, "a")));

            boolean charged = charges(call) == 1;
            assertThat(results.get(0)).isEqualTo(charged);
            assertThat(results.get(1)).isInstanceOf(charged ? Answered.class : Granted.class);
        }
        assertThat(World.discrepancies()).isEmpty();
    }

    /** Whether its answer may be given out. */
    private static boolean settleUnlessTakenOver(AnsweringServer server, Reservation call) {
        try {
            server.node.settle(call, new Usd(10));
            return true;
        } catch (CallTakenOver _) {
            return false;
        }
    }

    @Test
    void makesACallAnewThatWasNotCharged() {
        Claim failed = claim("n", "a");
        one.calls.claim(failed);
        Reservation call = one.node.hold(ada, DOLLAR);
        one.calls.keep(failed, call.id(), HELLO);
        one.node.release(call);

        assertThat(other.calls.claim(claim("n", "b"))).isInstanceOf(Granted.class);
    }

    @Test
    void makesACallAnewThatWasForgotten() {
        Claim refused = claim("n", "a");
        one.calls.claim(refused);
        one.calls.forget(refused);

        assertThat(other.calls.claim(claim("n", "b"))).isInstanceOf(Granted.class);
        one.calls.forget(refused);
        assertThat(one.calls.claim(claim("n", "b"))).isInstanceOf(Running.class);
    }

    @Test
    void grantsWhatItsOwnServerLeftBehind() {
        one.calls.claim(claim("n", "a"));

        assertThat(one.calls.claim(claim("n", "a"))).isInstanceOf(Granted.class);
    }

    @Test
    void remembersAChargeWithoutAnAnswer() {
        Claim claim = claim("n", "a");
        one.calls.claim(claim);
        Reservation call = one.node.hold(ada, DOLLAR);
        one.calls.keep(claim, call.id(), null);
        one.node.settle(call, DOLLAR);

        KeptAnswer kept = answered(one.calls.claim(claim("n", "a")));

        assertThat(kept.bytes()).isNull();
        assertThat(kept.id()).isEqualTo(call.id());
    }

    @Test
    void forgetsAfterADay() {
        answer(one, claim("old", "a"));
        answer(one, claim("young", "a"));
        World.execute(
                "update idempotent_call set claimed_at = now() - interval '24 hours 1 second'"
                        + " where name = 'old' and account_id = '%s'".formatted(ada.account()));

        one.calls.expire();

        assertThat(names()).containsExactly("young");
    }

    @Test
    void forgetsInBatches() {
        for (String name : List.of("1", "2", "3")) {
            one.calls.claim(claim(name, "a"));
        }
        World.execute(
                "update idempotent_call set claimed_at = '2000-01-01' where account_id = '%s'"
                        .formatted(ada.account()));

        int forgotten = one.book.expire(Duration.ofDays(365), 2);

        assertThat(forgotten).isEqualTo(2);
        assertThat(names()).hasSize(1);
    }

    private Claim claim(String name, String body) {
        return AnsweringServer.claim(ada, name, body);
    }

    private void answer(AnsweringServer server, Claim claim) {
        assertThat(server.calls.claim(claim)).isInstanceOf(Granted.class);
        settle(server, claim);
    }

    private void settle(AnsweringServer server, Claim claim) {
        server.charge(ada, claim, DOLLAR, HELLO);
    }

    private static KeptAnswer answered(Claimed claimed) {
        assertThat(claimed).isInstanceOf(Answered.class);
        return ((Answered) claimed).answer();
    }

    private long charges() {
        return World.numbers(
                        "select count(*) from generation where cost_nanos > 0 and account_id = '%s'"
                                .formatted(ada.account()))
                .get(0);
    }

    private static long charges(Reservation call) {
        return World.numbers(
                        "select count(*) from generation where cost_nanos > 0 and generation_id = '%s'"
                                .formatted(call.id().value()))
                .get(0);
    }

    private List<String> names() {
        return World.texts(
                "select name from idempotent_call where account_id = '%s'"
                        .formatted(ada.account()));
    }

    /** What each of many does in its turn, all at once. */
    private interface Turn<T> {
        T take(int turn);
    }

    private static <T> List<T> atOnce(int turns, Turn<T> step) throws Exception {
        List<Callable<T>> tasks =
                IntStream.range(0, turns)
                        .<Callable<T>>mapToObj(turn -> () -> step.take(turn))
                        .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(turns)) {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        }
    }
}
