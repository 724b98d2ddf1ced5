package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a first visit costs on the wire, and that answers of the API are never held back for it. */
@ExtendWith(Stage.class)
class A04_FirstLoadIT {

    /** Three times what a page weighs today: room to grow, not to forget. */
    private static final int PAGE_BYTES = 10_000;

    /** A page with style, script and icon; the promise is 200 KB, and this is what we need. */
    private static final int VISIT_BYTES = 40_000;

    private static final Pattern ASSET = Pattern.compile("/assets/[^\"]+");

    @Test
    void theFirstLookAtTheModelsIsSmall() {
        HttpResponse<byte[]> page = get("/models", "gzip");
        int assets =
                ASSET.matcher(text(get("/models", "identity")))
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .mapToInt(path -> get(path, "gzip").body().length)
                        .sum();

        assertThat(page.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(page.body().length).isLessThan(PAGE_BYTES);
        assertThat(page.body().length + assets).isLessThan(VISIT_BYTES);
    }

    @Test
    void theApiIsNeverCompressed() {
        Tenant ada = Tenant.with(Usd.parse("1"));
        HttpResponse<Stream<String>> stream =
                Wire.exchange(
                        HttpRequest.newBuilder(
                                        Wire.request(
                                                ada.secret(),
                                                Wire.chat(
                                                        "sandbox/echo",
                                                        "Hi",
                                                        ", \"stream\": true")),
                                        (_, _) -> true)
                                .header("Accept-Encoding", "gzip, br")
                                .build(),
                        BodyHandlers.ofLines());
        List<String> lines = stream.body().toList();

        assertThat(stream.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        assertThat(stream.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(lines).contains("data: [DONE]");
        assertThat(get("/api/v1/models", "gzip").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    private static HttpResponse<byte[]> get(String path, String encoding) {
        return Wire.exchange(
                HttpRequest.newBuilder(URI.create(Stage.turnpike().publicUrl() + path))
                        .header("Accept-Encoding", encoding)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
