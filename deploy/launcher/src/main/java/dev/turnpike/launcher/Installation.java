package dev.turnpike.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the build left in the checkout: the server folder with the application, the archives of the
 * programs, and the class path of the small processes.
 */
record Installation(Path server, String classPath, Properties archives) {

    static Installation in(Path home) {
        Path launcher = home.resolve("deploy/launcher/target");
        Path server = home.resolve("deploy/ear/target/server");
        Path classes = launcher.resolve("classes");
        Path classPath = launcher.resolve("class-path.txt");
        Path archives = launcher.resolve("archives.properties");
        for (Path needed : new Path[] {server.resolve("apps/turnpike.ear"), classPath, archives}) {
            if (!Files.isRegularFile(needed)) {
                throw new CannotStart(
                        "Turnpike is not built yet (%s is missing): start it with deploy/bin/run, which builds it first."
                                .formatted(needed));
            }
        }
        return new Installation(server, classes + ":" + read(classPath), properties(archives));
    }

    String version(String program) {
        return required(program + ".version");
    }

    Path archive(String program) {
        return Path.of(required(program + ".archive"));
    }

    private String required(String name) {
        String value = archives.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("The build wrote no " + name);
        }
        return value;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Properties properties(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
