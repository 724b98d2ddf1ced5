package dev.turnpike.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorTypeTest {

    private static final Path EXPLAINED = Path.of("src", "main", "docs", "errors.tsv");

    @Test
    void isExplainedWithItsNamesAndItsStatus() throws IOException {
        List<List<String>> explained =
                Files.readAllLines(EXPLAINED).stream()
                        .filter(line -> !line.startsWith("#"))
                        .skip(1) // names the columns
                        .map(line -> List.of(line.split("\t")).subList(0, 3))
                        .toList();

        assertThat(explained)
                .containsExactlyElementsOf(
                        Stream.of(ErrorType.values())
                                .map(
                                        type ->
                                                List.of(
                                                        type.anchor(),
                                                        type.code(),
                                                        Integer.toString(type.status())))
                                .toList());
    }
}
