package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * All kinds of calls to two servers, while servers and the database are killed, frozen and started
 * again. What a caller was told that it was charged is booked once and no other way, what it was
 * told nothing of at most once, what was refused never; and the books are right all the time.
 */
@ExtendWith(Stage.class)
class C05_ChaosIT {

    /** The long version of this proof sets 60. */
    private static final Duration TIME =
            Duration.ofMinutes(Integer.getInteger("turnpike.chaos.minutes", 2));

    private static final long SEED = Long.getLong("turnpike.chaos.seed", 4_713);

    /** Leases of a server that died lapse, and settlements that the database did not take pass. */
    private static final Duration REST = Duration.ofMinutes(2);

    /** Of what was spent, what may be lost: a ten-thousandth. */
    private static final long LOSS = 10_000;

    @Test
    void everythingIsChargedAsItWasTold() {
        System.out.println("Chaos: seed " + SEED);
        Mishaps mishaps = new Mishaps(new Random(SEED));
        List<String> servers = List.of(Stage.turnpike().publicUrl(), Stage.second().url());
        Crowd crowd = Crowd.gathered(servers, TIME, new Random(SEED));
        AccountId[] accounts = crowd.accounts();
        Usd credit = left(accounts);
        Watch watch = Watch.begin();
        try (watch;
                crowd) {
            crowd.come();
            mishaps.happenFor(TIME);
        }
        Awaitility.await().atMost(REST).until(() -> isAtRest(servers, accounts));

        Reckoning reckoning = Reckoning.of(crowd.results(), Books.charges(accounts));
        Usd spent = credit.minus(left(accounts));
        Proof.report(
                "chaos",
                "seed %d, %d minutes, mishaps %s, %s, %d looks into the books, spent %s, of it owed %s"
                        .formatted(
                                SEED,
                                TIME.toMinutes(),
                                mishaps.happened(),
                                reckoning.figures(),
                                watch.looks(),
                                spent,
                                owed(accounts)));

        assertThat(watch.complaints()).isEmpty();
        assertThat(watch.looks()).isPositive();
        assertThat(reckoning.mistakes()).isEmpty();
        assertThat(crowd.results()).hasSize(crowd.errands());
        assertThat(reckoning.charged()).isEqualTo(spent).isGreaterThan(Usd.ZERO);
        assertThat(owed(accounts).nanos()).isLessThanOrEqualTo(spent.nanos() / LOSS);
        Books.balance();
    }

    /** No call runs, and none is still to be settled. */
    private static boolean isAtRest(List<String> servers, AccountId... accounts) {
        return servers.stream().allMatch(C05_ChaosIT::hasSettledAll)
                && Books.sum("held_nanos", accounts).isZero();
    }

    private static boolean hasSettledAll(String server) {
        return Wire.send(
                        HttpRequest.newBuilder(URI.create(server + "/api/metrics"))
                                .header("Authorization", "Bearer " + Stage.METRICS_TOKEN)
                                .build())
                .raw()
                .body()
                .contains("turnpike_settlements_waiting 0.0");
    }

    /** Credit that is there, less what is owed. */
    private static Usd left(AccountId... accounts) {
        return Books.sum("posted_nanos", accounts).minus(owed(accounts));
    }

    private static Usd owed(AccountId... accounts) {
        return Books.sum("receivable_nanos", accounts);
    }
}
