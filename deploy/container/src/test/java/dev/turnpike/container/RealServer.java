package dev.turnpike.container;

import dev.turnpike.launcher.IdleServer;
import dev.turnpike.launcher.Progress;
import dev.turnpike.launcher.Settings;
import dev.turnpike.launcher.Turnpike;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.config.descriptor.api.ContainerDef;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.event.suite.AfterClass;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;
import org.jspecify.annotations.Nullable;

/**
 * Gives Arquillian the server that is shipped, beside a database of its own: one of each for all
 * test classes, on free ports.
 */
public final class RealServer implements LoadableExtension {

    /** Seconds; a small, busy machine needs them, and the usual start takes a tenth. */
    private static final String PATIENCE = "180";

    /** The server lives for a minute: what it would win by compiling better it never earns back. */
    private static final String JVM_ARGUMENTS = "-Xmx768m -XX:TieredStopAtLevel=1";

    /** Below all others: the database goes when the server is gone. */
    private static final int LAST = -100;

    private static volatile @Nullable Turnpike current;

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Preparation.class);
    }

    /** The database under the server. */
    static Turnpike turnpike() {
        return Objects.requireNonNull(current, "Arquillian has not started");
    }

    /** The checkout. */
    static Path home() {
        return Path.of(System.getProperty("turnpike.home", "../..")).toAbsolutePath().normalize();
    }

    /** Called by Arquillian: before it starts the server, and when all tests are over. */
    public static final class Preparation {

        void prepare(@Observes ContainerRegistry containers) {
            Path state = Path.of("target", "stage").toAbsolutePath();
            remove(state);
            Settings settings = Settings.isolated(home(), state);
            // Arquillian finds its server by its name among all that run on this machine.
            String name = "container-tests-" + settings.ports().product();
            Turnpike turnpike = Turnpike.prepare(settings, Progress.on(System.out));
            current = turnpike;
            IdleServer server = turnpike.startDatabaseFor(name);
            configure(server);
            containers.getContainers().forEach(container -> tell(container, server, name));
        }

        /** Whatever a class did, the books balance; else the class has failed. */
        void balance(@Observes AfterClass event) throws SQLException {
            List<String> wrong = new ArrayList<>();
            try (Connection database = turnpike().connectAsSuperuser();
                    Statement statement = database.createStatement();
                    ResultSet rows =
                            statement.executeQuery("select description from discrepancy")) {
                while (rows.next()) {
                    wrong.add(rows.getString(1));
                }
            }
            if (!wrong.isEmpty()) {
                throw new AssertionError("After " + event.getTestClass().getName() + ": " + wrong);
            }
        }

        void finish(@Observes(precedence = LAST) AfterSuite event) {
            turnpike().close();
        }

        private static void remove(Path folder) {
            if (!Files.exists(folder)) {
                return;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot remove the state of the last run", e);
            }
        }

        private static void configure(IdleServer server) {
            try (InputStream dropIn = RealServer.class.getResourceAsStream("drop-in.xml")) {
                Path overrides = server.folder().resolve("configDropins/overrides");
                Files.createDirectories(overrides);
                Files.copy(
                        Objects.requireNonNull(dropIn), overrides.resolve("container-tests.xml"));
                Files.createDirectories(server.folder().resolve("dropins"));
                // The tests bring its parts, without the pages and the sign-in.
                Files.delete(server.folder().resolve("apps/turnpike.ear"));
                Files.writeString(
                        server.folder().resolve("server.env"), lines(server.environment()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String lines(Map<String, String> environment) {
            Map<String, String> all = new TreeMap<>(environment);
            all.put("JVM_ARGS", JVM_ARGUMENTS);
            return all.entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                    .collect(Collectors.joining());
        }

        private static void tell(Container<?> container, IdleServer server, String name) {
            ContainerDef settings = container.getContainerConfiguration();
            settings.overrideProperty("wlpHome", server.programs().toString())
                    .overrideProperty("usrDir", users(server))
                    .overrideProperty("serverName", name)
                    .overrideProperty("httpPort", "" + turnpike().settings().ports().product())
                    // What the server says stays in its own folder of logs.
                    .overrideProperty("outputToConsole", "false")
                    .overrideProperty("serverStartTimeout", PATIENCE)
                    .overrideProperty("appDeployTimeout", PATIENCE)
                    .overrideProperty("appUndeployTimeout", PATIENCE);
        }

        private static String users(IdleServer server) {
            return server.folder().resolve("../..").normalize().toString();
        }
    }
}
