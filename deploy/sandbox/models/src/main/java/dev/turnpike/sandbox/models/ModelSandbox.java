package dev.turnpike.sandbox.models;

import com.sun.net.httpserver.HttpServer;
import dev.turnpike.sandbox.models.anthropic.AnthropicDialect;
import dev.turnpike.sandbox.models.openai.OpenAiDialect;
import dev.turnpike.sandbox.models.script.Cast;
import dev.turnpike.sandbox.models.script.Tokens;
import dev.turnpike.sandbox.models.stage.Counters;
import dev.turnpike.sandbox.models.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server of simulated models that stands in for OpenAI and Anthropic on loopback. */
public final class ModelSandbox implements AutoCloseable {

    static final String SERVER_NAME = "turnpike-model-sandbox (simulated models)";

    private static final int DEFAULT_PORT = 8083;

    /** Connections that may wait for accept: a load test opens its 2,000 streams at once. */
    private static final int BACKLOG = 4_096;

    /** Idle connections kept for reuse; the JDK's 200 would close most of a load test's pool. */
    private static final String MAX_IDLE_CONNECTIONS = "4096";

    private final HttpServer server;
    private final ExecutorService threads;

    private ModelSandbox(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * How to start a sandbox.
     *
     * @param port the TCP port on loopback; 0 for any free one
     * @param apiKey the key that both protocols ask for
     */
    public record Settings(int port, String apiKey) {

        public Settings {
            if (apiKey.isBlank()) {
                throw new IllegalArgumentException("the sandbox needs an API key to ask for");
            }
        }

        static Settings of(Map<String, String> environment) {
            String port = environment.getOrDefault("TURNPIKE_SANDBOX_MODELS_PORT", "");
            return new Settings(
                    port.isBlank() ? DEFAULT_PORT : Integer.parseInt(port),
                    environment.getOrDefault("TURNPIKE_SANDBOX_MODELS_KEY", ""));
        }
    }

    public static ModelSandbox start(Settings settings) {
        tuneServer();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
        try {
            HttpServer server = HttpServer.create(address, BACKLOG);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            addRoutes(server, settings.apiKey());
            server.start();
            return new ModelSandbox(server, threads);
        } catch (IOException portTaken) {
            throw new UncheckedIOException("cannot listen on " + address, portTaken);
        }
    }

    /** The JDK's server reads these once per process; a value given on the command line stays. */
    private static void tuneServer() {
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        setIfAbsent("sun.net.httpserver.maxIdleConnections", MAX_IDLE_CONNECTIONS);
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static void addRoutes(HttpServer server, String apiKey) {
        Tokens tokens = new Tokens();
        Cast cast = new Cast(tokens);
        Counters counters = new Counters(cast.names());
        Stage stage = new Stage(cast, tokens, counters, apiKey, new SecureRandom());
        server.createContext("/", new BackOffice(cast, counters));
        server.createContext(
                "/openai/",
                new Routes(
                        stage,
                        new OpenAiDialect(InstantSource.system()),
                        "/openai/v1/chat/completions",
                        "/openai/v1/models"));
        server.createContext(
                "/anthropic/",
                new Routes(
                        stage,
                        new AnthropicDialect(),
                        "/anthropic/v1/messages",
                        "/anthropic/v1/models"));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops at once; streams still running are cut. */
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    public static void main(String[] arguments) {
        ModelSandbox sandbox = start(Settings.of(System.getenv()));
        System.out.println(
                "Turnpike model sandbox (simulated models): http://127.0.0.1:" + sandbox.port());
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
    }
}
