package dev.turnpike.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {

    @ParameterizedTest
    @CsvSource({
        "0, ended with exit status 0",
        "3, ended with exit status 3",
        "128, ended with exit status 128",
        "143, was ended by signal 15 (SIGTERM)",
        "139, was ended by signal 11 (SIGSEGV)",
        "152, was ended by signal 24",
        "255, ended with exit status 255"
    })
    void isPutIntoWords(int value, String words) {
        assertThat(new ExitStatus(value).inWords()).isEqualTo(words);
    }
}
