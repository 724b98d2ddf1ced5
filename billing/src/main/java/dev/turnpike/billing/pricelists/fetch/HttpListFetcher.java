package dev.turnpike.billing.pricelists.fetch;

import dev.turnpike.billing.pricelists.ListFetcher;
import dev.turnpike.billing.pricelists.ListSource;
import dev.turnpike.billing.pricelists.PriceListReader;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Fetches over HTTP, or from a file of this machine. Follows no redirect to another place. */
@Singleton
public class HttpListFetcher implements ListFetcher, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Headers and body together. */
    private static final Duration WHOLE = Duration.ofSeconds(60);

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final Duration whole;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    // Where a list lies is a decision of the operator, not of a server.
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    @Inject
    HttpListFetcher() {
        this(WHOLE);
    }

    HttpListFetcher(Duration whole) {
        this.whole = whole;
    }

    @PreDestroy
    @Override
    public void close() {
        client.shutdownNow();
    }

    @Override
    public Fetched fetch(ListSource source, @Nullable String etag) {
        return source.isFile() ? file(Path.of(source.place())) : http(source.place(), etag);
    }

    private static Fetched file(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(PriceListReader.MAX_BYTES + 1);
            return bytes.length > PriceListReader.MAX_BYTES
                    ? new Fetched.Failed("it is larger than 8 MiB")
                    : ListText.of(bytes, null);
        } catch (IOException e) {
            return new Fetched.Failed("the file cannot be read: " + e);
        }
    }

    private Fetched http(URI place, @Nullable String etag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(place).timeout(whole);
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request.build(),
                        BodyHandlers.limiting(
                                BodyHandlers.ofByteArray(), PriceListReader.MAX_BYTES));
        try {
            // The request's own timeout ends with the headers.
            return understood(answer.get(whole.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return new Fetched.Failed("it took longer than " + whole.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            return new Fetched.Failed("it could not be fetched: " + e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Fetched.Failed("the server was stopped");
        } finally {
            answer.cancel(true);
        }
    }

    private static Fetched understood(HttpResponse<byte[]> answer) {
        return switch (answer.statusCode()) {
            case OK -> ListText.of(answer.body(), answer.headers().firstValue("ETag").orElse(null));
            case NOT_MODIFIED -> new Fetched.Unchanged();
            default ->
                    new Fetched.Failed(
                            "the place answers with status "
                                    + answer.statusCode()
                                    + answer.headers()
                                            .firstValue("Location")
                                            .map(other -> ", the list is said to be at " + other)
                                            .orElse(""));
        };
    }
}
