package dev.turnpike.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The files of a PostgreSQL database cluster on the disk. */
final class Cluster {

    private final Path programs;
    private final Path folder;

    Cluster(Path programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    /**
     * Makes the cluster unless it is there; an interrupted attempt is thrown away and begun again.
     */
    void create(String superuserPassword, Progress progress) {
        if (Files.isDirectory(folder)) {
            return;
        }
        progress.say("PostgreSQL: creating the database files, this once (a few seconds)");
        try {
            Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
            Program.deleteTree(unfinished);
            initialise(unfinished, superuserPassword);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /**
     * After a crash the old process number may belong to any other program by now, and PostgreSQL
     * would then refuse to start. The lock of the installation and the search for leftovers made
     * sure that no PostgreSQL uses these files.
     */
    void forgetCrash() {
        try {
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /**
     * PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it
     * does.
     */
    static List<String> notAsRoot() {
        return "root".equals(System.getProperty("user.name"))
                ? List.of("unshare", "-U")
                : List.of();
    }

    private void initialise(Path target, String superuserPassword) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path password = Files.createTempFile(target.getParent(), "superuser", ".tmp", ownerOnly);
        try {
            Files.writeString(password, superuserPassword);
            List<String> command = new ArrayList<>(notAsRoot());
            command.addAll(
                    List.of(
                            programs.resolve("bin/initdb").toString(),
                            "--pgdata=" + target,
                            "--username=" + Database.SUPERUSER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            // The same order and case rules on every machine.
                            "--locale-provider=builtin",
                            "--locale=C.UTF-8",
                            "--data-checksums"));
            run(command);
        } finally {
            Files.deleteIfExists(password);
        }
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new CannotStart(explain(output));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start was interrupted.", interrupted);
        }
    }

    private static String explain(String output) {
        if (output.contains("unshare")) {
            return "PostgreSQL does not run as root, and this machine allows no user namespaces: start Turnpike as an ordinary user. ("
                    + output.strip()
                    + ")";
        }
        return "PostgreSQL could not create its files: " + output.strip();
    }
}
