package dev.turnpike.journeys;

import dev.turnpike.launcher.SecondServer;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A thousand calls at once, and credit for exactly fifty: fifty are admitted, in every round, by
 * one server and by two that share the wallet.
 */
@ExtendWith(Stage.class)
class C01_RaceIT {

    /** How often two servers are raced; the long version of this proof sets it to 100. */
    private static final int ROUNDS = Integer.getInteger("turnpike.race.rounds", 10);

    private static @Nullable SecondServer second;

    @BeforeAll
    static void startAnotherServer() {
        second = Stage.turnpike().startSecondServer();
    }

    @AfterAll
    static void stopItAndBalanceTheBooks() {
        if (second != null) {
            second.close();
        }
        Books.balance();
    }

    @RepeatedTest(2)
    void oneServerAdmitsExactlyAsManyAsCanBePaid() {
        new Race(Stage.turnpike().publicUrl()).run();
    }

    @TestFactory
    Stream<DynamicTest> twoServersTogetherAdmitExactlyAsManyAsCanBePaid() {
        String other = Objects.requireNonNull(second).url();
        return IntStream.rangeClosed(1, ROUNDS)
                .mapToObj(
                        round ->
                                DynamicTest.dynamicTest(
                                        "round " + round,
                                        () -> new Race(Stage.turnpike().publicUrl(), other).run()));
    }
}
