package dev.turnpike.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On what the figures were taken, without which they mean nothing. */
public record Surroundings(
        int cores,
        String processor,
        long memoryMebibytes,
        String kernel,
        String jdk,
        String commit) {

    private static final Pattern PROCESSOR = Pattern.compile("model name\\s*: (.*)");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s+([0-9]+) kB");

    /**
     * Reads them now.
     *
     * @param checkout the folder whose commit is named
     */
    public static Surroundings of(Path checkout) {
        return new Surroundings(
                Runtime.getRuntime().availableProcessors(),
                first(PROCESSOR, "/proc/cpuinfo", "unknown processor"),
                Long.parseLong(first(MEMORY, "/proc/meminfo", "0")) / 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                commit(checkout));
    }

    /** Processes that wanted a core over the last minute; above 1 here means that others worked. */
    public static double load() {
        return Double.parseDouble(read("/proc/loadavg").split(" ", 2)[0]);
    }

    private static String first(Pattern pattern, String file, String otherwise) {
        Matcher found = pattern.matcher(read(file));
        return found.find() ? found.group(1) : otherwise;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String commit(Path checkout) {
        String hash = git(checkout, "rev-parse", "--short=12", "HEAD");
        if (hash.isEmpty()) {
            return "unknown";
        }
        return git(checkout, "status", "--porcelain").isEmpty() ? hash : hash + " with changes";
    }

    private static String git(Path checkout, String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "git";
        System.arraycopy(words, 0, command, 1, words.length);
        try {
            Process git =
                    new ProcessBuilder(command)
                            .directory(checkout.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String output =
                    new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? output : "";
        } catch (IOException noGit) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
