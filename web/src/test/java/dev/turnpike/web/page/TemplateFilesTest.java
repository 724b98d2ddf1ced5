package dev.turnpike.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TemplateFilesTest {

    private static final Path FOLDER = Path.of("src", "main", "resources", "templates");
    private static final Pattern TAG = Pattern.compile("<[a-z:]+\\b(?:\"[^\"]*\"|[^<>\"])*>");
    private static final Pattern CONDITION = Pattern.compile("th:(?:if|unless|each)=");

    /** Thymeleaf replaces an element first, and its condition goes with it: it is always shown. */
    @Test
    void noElementIsReplacedThatHasACondition() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> wrong =
                    files.filter(Files::isRegularFile)
                            .flatMap(file -> TAG.matcher(text(file)).results())
                            .map(MatchResult::group)
                            .filter(tag -> tag.contains("th:replace="))
                            .filter(tag -> CONDITION.matcher(tag).find())
                            .toList();

            assertThat(wrong).isEmpty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }
}
