package dev.turnpike.web.docs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The errors that the API answers with. The API's own module holds the list, beside the errors, and
 * the build packs it here: these pages know none of its classes.
 */
@Singleton
public class ErrorList {

    private static final String FILE = "errors.tsv";

    private final List<ErrorEntry> entries;

    @Inject
    public ErrorList() {
        List<List<String>> rows =
                text().lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> List.of(line.split("\t", -1)))
                        .toList();
        if (!rows.getFirst().equals(ErrorEntry.COLUMNS)) {
            throw new IllegalStateException(FILE + " has other columns: " + rows.getFirst());
        }
        entries = rows.stream().skip(1).map(ErrorEntry::of).toList();
    }

    List<ErrorEntry> entries() {
        return entries;
    }

    private static String text() {
        try (InputStream in = ErrorList.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("Missing in the archive: " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
