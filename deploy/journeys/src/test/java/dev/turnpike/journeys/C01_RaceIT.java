package dev.turnpike.journeys;

import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/**
 * A thousand calls at once, and room for exactly fifty: fifty are admitted, in every round, by one
 * server and by two that share the wallet, and whatever it is that bounds them.
 */
@ExtendWith(Stage.class)
class C01_RaceIT {

    /** How often two servers are raced for a wallet; the long version of this proof sets 100. */
    private static final int ROUNDS = Integer.getInteger("turnpike.race.rounds", 10);

    /** How often for each limit; the long version sets 10. */
    private static final int LIMIT_ROUNDS = Integer.getInteger("turnpike.race.limit.rounds", 1);

    private static Race between;

    @BeforeAll
    static void startAnotherServer() {
        between = Race.between(Stage.turnpike().publicUrl(), Stage.second().url());
    }

    @AfterAll
    static void balanceTheBooks() {
        Books.balance();
        Proof.report("race", "%d races, each admitted 50 of 1000".formatted(Race.held()));
    }

    @Test
    void oneServerAdmitsExactlyAsManyAsCanBePaid() {
        Race.between(Stage.turnpike().publicUrl()).run();
    }

    @TestFactory
    Stream<DynamicTest> twoServersTogetherAdmitExactlyAsManyAsCanBePaid() {
        return rounds("wallet", ROUNDS, between::run);
    }

    @TestFactory
    Stream<DynamicTest> twoServersTogetherAdmitExactlyAsManyAsOneLimitAllows() {
        Stream<DynamicTest> daily =
                Arrays.stream(LimitScope.values()).flatMap(scope -> limit(LimitPeriod.DAY, scope));
        return Stream.concat(daily, limit(LimitPeriod.TOTAL, LimitScope.KEY));
    }

    @TestFactory
    Stream<DynamicTest> theNarrowestOfManyLimitsIsTheOneThatRefuses() {
        return limit(LimitPeriod.DAY, LimitScope.values());
    }

    private static Stream<DynamicTest> limit(LimitPeriod period, LimitScope... scopes) {
        return rounds(
                period + " " + Arrays.toString(scopes),
                LIMIT_ROUNDS,
                () -> between.runWithin(period, scopes));
    }

    private static Stream<DynamicTest> rounds(String name, int rounds, Executable race) {
        return IntStream.rangeClosed(1, rounds)
                .mapToObj(round -> DynamicTest.dynamicTest(name + ", round " + round, race));
    }
}
