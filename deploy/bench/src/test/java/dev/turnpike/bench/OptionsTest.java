package dev.turnpike.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void savesNothingUnlessAsked() {
        assertThat(Options.parse(List.of())).contains(new Options(false, Optional.empty()));
    }

    @Test
    void takesBothOptions() {
        assertThat(Options.parse(List.of("--quick", "--save", "first")))
                .contains(new Options(true, Optional.of("first")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--save", "--fast", "--save ../x", "--save a/b"})
    void refusesWhatItDoesNotKnow(String line) {
        assertThat(Options.parse(List.of(line.split(" ")))).isEmpty();
    }

    @Test
    void staysWithinItsTime() {
        Plan plan = Plan.full();

        assertThat(plan.limit()).isLessThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(plan.rounds()).isGreaterThanOrEqualTo(3);
    }
}
