package dev.turnpike.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void goesOnWhileCallsBecomeCheaper() {
        assertThat(WarmUp.isOver(List.of(0.9, 0.5, 0.4))).isFalse();
    }

    @Test
    void goesOnWhenOnlyTwoSlicesAgree() {
        assertThat(WarmUp.isOver(List.of(0.3, 0.3))).isFalse();
    }

    @Test
    void isOverWhenThreeSlicesAgree() {
        assertThat(WarmUp.isOver(List.of(0.9, 0.305, 0.3, 0.295))).isTrue();
    }
}
