package dev.turnpike.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void medianOfThreeIsTheMiddleOne() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.5))).isEqualTo(new Spread(2.5, 1, 3));
    }

    @Test
    void medianOfTwoLiesBetweenThem() {
        assertThat(Spread.of(List.of(4.0, 1.0)).median()).isEqualTo(2.5);
    }

    @Test
    void textNamesTheRange() {
        assertThat(new Spread(0.1214, 0.118, 0.1301).text(3)).isEqualTo("0.121 (0.118 to 0.130)");
    }

    @Test
    void textOfOneValueIsThatValue() {
        assertThat(new Spread(12_345, 12_345, 12_345).text(0)).isEqualTo("12,345");
    }
}
