package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A thousand calls at once, sent in turn to some servers, and credit for exactly fifty. */
final class Race {

    private static final int CALLS = 1_000;
    private static final int AFFORDABLE = 50;

    /**
     * Each call runs longer than it takes to send all of them, so that all compete for the credit.
     */
    private static final String CALL =
            Wire.chat(
                    "sandbox/lorem",
                    "[sandbox tokens=20 interval_ms=600] Go on",
                    ", \"stream\": true, \"max_tokens\": 2000");

    private final List<String> servers;

    Race(String... servers) {
        this.servers = List.of(servers);
    }

    /** Fifty are admitted, the others are told why not, and nothing is overspent or left behind. */
    void run() {
        Tenant ada = Tenant.with(new Usd(holdOfOneCall().nanos() * AFFORDABLE));

        Map<Integer, Long> statuses =
                callAtOnce(ada, CALLS).stream()
                        .map(CompletableFuture::join)
                        .map(HttpResponse::statusCode)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(statuses)
                .isEqualTo(Map.of(200, (long) AFFORDABLE, 402, (long) CALLS - AFFORDABLE));
        Books.nothingIsHeld(ada.account());
        assertThat(Books.posted(ada.account()).isNegative()).isFalse();
    }

    private Usd holdOfOneCall() {
        Tenant probe = Tenant.with(Usd.parse("10"));
        CompletableFuture<HttpResponse<Stream<String>>> call = callAtOnce(probe, 1).getFirst();
        Awaitility.await().until(() -> Books.held(probe.account()).isPositive());
        Usd hold = Books.held(probe.account());
        call.join().body().close();
        return hold;
    }

    private List<CompletableFuture<HttpResponse<Stream<String>>>> callAtOnce(
            Tenant tenant, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(number -> servers.get(number % servers.size()))
                .map(server -> Wire.requestTo(server, tenant.secret(), CALL))
                .map(request -> Wire.http().sendAsync(request, BodyHandlers.ofLines()))
                .map(call -> call.thenApply(Race::readToTheEnd))
                .toList();
    }

    private static HttpResponse<Stream<String>> readToTheEnd(
            HttpResponse<Stream<String>> response) {
        response.body().forEach(_ -> {});
        return response;
    }
}
