package dev.turnpike.launcher;

import java.util.stream.Collectors;

/** What a person needs to know when a part is gone that nobody had asked to end. */
final class CrashReport {

    /** Enough for a last complaint; the log is named for everything else. */
    private static final int LINES = 5;

    /** Two rows of a usual terminal: the begin of a line says what it is about. */
    private static final int LINE_LENGTH = 160;

    private CrashReport() {}

    static String of(Part part) {
        String sentence = "%s %s.".formatted(part.title(), part.exitStatus().inWords());
        String lastLines =
                part.lastLines(LINES).lines().map(CrashReport::line).collect(Collectors.joining());
        return lastLines.isEmpty()
                ? "%s Its log is empty: %s".formatted(sentence, part.log())
                : "%s The end of its log, %s:%s".formatted(sentence, part.log(), lastLines);
    }

    private static String line(String text) {
        return "\n        "
                + (text.length() > LINE_LENGTH ? text.substring(0, LINE_LENGTH) + "..." : text);
    }
}
