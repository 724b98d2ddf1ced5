package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void acceptsJava25() {
        assertThatCode(() -> Machine.requireJava(Runtime.Version.parse("25.0.3+9")))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherJavaWithTheCure() {
        assertThatThrownBy(() -> Machine.requireJava(Runtime.Version.parse("17.0.12")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("JDK 17")
                .hasMessageContaining("deploy/bin/run");
    }

    @Test
    void refusesTooLittleMemoryWithBothNumbers() {
        assertThatThrownBy(() -> Machine.requireMemory(1800))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("3072 MiB")
                .hasMessageContaining("1800 MiB");
    }

    @Test
    void acceptsJustEnoughMemory() {
        assertThatCode(() -> Machine.requireMemory(Machine.NEEDED_MEBIBYTES))
                .doesNotThrowAnyException();
    }
}
