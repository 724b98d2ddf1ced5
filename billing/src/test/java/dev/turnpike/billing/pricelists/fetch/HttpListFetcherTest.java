package dev.turnpike.billing.pricelists.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.turnpike.billing.pricelists.ListFetcher.Fetched;
import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.ListSource;
import dev.turnpike.billing.pricelists.PriceListReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpListFetcherTest {

    private final HttpListFetcher fetcher = new HttpListFetcher(Duration.ofSeconds(2));
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/list", HttpListFetcherTest::list);
        server.createContext("/moved", HttpListFetcherTest::moved);
        server.createContext("/endless", HttpListFetcherTest::endless);
        server.createContext("/silent", this::silent);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        fetcher.close();
        server.stop(0);
    }

    @Test
    void fetchesAListWithItsNameAndHash() {
        assertThat(fetch("/list", null))
                .isEqualTo(
                        new Fetched.Fresh(
                                "{}",
                                "\"one\"",
                                "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"));
    }

    @Test
    void learnsThatNothingChanged() {
        assertThat(fetch("/list", "\"one\"")).isEqualTo(new Fetched.Unchanged());
        assertThat(fetch("/list", "\"other\"")).isInstanceOf(Fetched.Fresh.class);
    }

    @Test
    void followsNoRedirect() {
        assertThat(fetch("/moved", null))
                .isEqualTo(
                        new Fetched.Failed(
                                "the place answers with status 302, the list is said to be at"
                                        + " https://elsewhere.test/"));
        assertThat(fetch("/nothing", null))
                .isEqualTo(new Fetched.Failed("the place answers with status 404"));
    }

    @Test
    void endsAfterItsTimeEvenWhenTheBodyGoesOn() {
        assertThat(fetch("/silent", null))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.reason()).contains("longer than 2 seconds"));
    }

    @Test
    void readsNoMoreThanAnyRealListHas() {
        try (HttpListFetcher patient = new HttpListFetcher(Duration.ofSeconds(60))) {
            assertThat(patient.fetch(source("/endless"), null))
                    .isInstanceOfSatisfying(
                            Fetched.Failed.class,
                            failed ->
                                    assertThat(failed.reason())
                                            .contains("could not be fetched")
                                            .doesNotContain("longer than"));
        }
    }

    @Test
    void saysThatNobodyAnswers() {
        URI nobody = URI.create("http://127.0.0.1:1/list");

        assertThat(fetcher.fetch(new ListSource(ListFormat.LITELLM, nobody), null))
                .isInstanceOf(Fetched.Failed.class);
    }

    @Test
    void readsFiles(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("list.json");
        assertThat(fetch(file)).isInstanceOf(Fetched.Failed.class);
        Files.writeString(file, "{}");
        assertThat(fetch(file)).isInstanceOf(Fetched.Fresh.class);
        Files.write(file, new byte[] {'"', (byte) 0xff, '"'});
        assertThat(fetch(file)).isEqualTo(new Fetched.Failed("it is no text in UTF-8"));
        Files.write(file, new byte[0]);
        assertThat(fetch(file)).isEqualTo(new Fetched.Failed("it is empty"));
        Files.write(file, new byte[PriceListReader.MAX_BYTES + 1]);
        assertThat(fetch(file)).isEqualTo(new Fetched.Failed("it is larger than 8 MiB"));
    }

    private Fetched fetch(Path file) {
        return fetcher.fetch(new ListSource(ListFormat.LITELLM, file.toUri()), null);
    }

    private Fetched fetch(String path, @Nullable String etag) {
        return fetcher.fetch(source(path), etag);
    }

    private ListSource source(String path) {
        return new ListSource(
                ListFormat.LITELLM,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    private static void list(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"one\"");
        if ("\"one\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
        }
        exchange.close();
    }

    private static void moved(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", "https://elsewhere.test/");
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            byte[] mebibyte = new byte[1024 * 1024];
            for (int i = 0; i < 40; i++) {
                body.write(mebibyte);
            }
        }
    }

    private void silent(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }
}
