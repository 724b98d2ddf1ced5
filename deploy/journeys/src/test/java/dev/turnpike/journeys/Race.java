package dev.turnpike.journeys;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.money.Usd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A thousand calls at once, sent in turn to some servers, and room for exactly fifty. */
final class Race {

    private static final int CALLS = 1_000;
    private static final int AFFORDABLE = 50;

    /** By so many calls the next bound is wider than the one that binds. */
    private static final int WIDER = 5;

    private static final int OK = 200;

    /** Who leaves is noticed within moments; a busy machine may take longer. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    /** Longer than any race: none of them is run over the end of a day, when its limit is new. */
    private static final Duration RACE = Duration.ofMinutes(1);

    /** Each call would run for two minutes: whoever is admitted stays until all know their lot. */
    private static final String CALL =
            Wire.chat(
                    "sandbox/lorem",
                    "[sandbox tokens=200 interval_ms=600] Go on",
                    ", \"stream\": true, \"max_tokens\": 2000");

    private static final String LIMITS_THAT_COUNT_OTHERWISE =
            """
            select count(*) from spending_window
            where account_id = ? and spent_nanos + (
                select coalesce(sum(cost_nanos), 0) from unposted_charge
                where kind = 'WINDOW' and id = window_id) <> (
                select sum(cost_nanos) from generation
                where generation.account_id = spending_window.account_id)""";

    private static final AtomicInteger HELD = new AtomicInteger();

    private final List<String> servers;
    private final Usd holdOfOneCall;

    private Race(List<String> servers, Usd holdOfOneCall) {
        this.servers = servers;
        this.holdOfOneCall = holdOfOneCall;
    }

    /** A race that calls these servers in turn; finds out first what one call sets aside. */
    static Race between(String... servers) {
        Tenant probe = Tenant.with(Usd.parse("10"));
        CompletableFuture<HttpResponse<InputStream>> call = call(servers[0], probe);
        Awaitility.await().until(() -> Books.held(probe.account()).isPositive());
        Usd hold = Books.held(probe.account());
        leave(call.join());
        return new Race(List.of(servers), hold);
    }

    /** The wallet has credit for fifty. */
    void run() {
        run(Tenant.with(costOf(AFFORDABLE)), "402 openrouter_credits");
    }

    /**
     * The first of these limits leaves room for fifty, each further one and the wallet for more.
     */
    void runWithin(LimitPeriod period, LimitScope... scopes) {
        Tenant ada = Tenant.with(costOf(AFFORDABLE + WIDER * scopes.length));
        for (int i = 0; i < scopes.length; i++) {
            ada.limit(scopes[i], period, costOf(AFFORDABLE + WIDER * i));
        }
        Awaitility.await().atMost(RACE.multipliedBy(2)).until(Race::endsToday);

        run(ada, "402 " + sourceOf(scopes[0]) + (period == LimitPeriod.DAY ? " daily" : " total"));

        assertThat(Books.number(LIMITS_THAT_COUNT_OTHERWISE, ada.account()))
                .as("limits that count something else than the charges")
                .isZero();
    }

    /** Fifty are admitted, the others are told why not, and nothing is overspent or left behind. */
    private void run(Tenant ada, String refusal) {
        Usd credit = Books.posted(ada.account());

        List<HttpResponse<InputStream>> responses = callAtOnce(ada);
        Map<String, Long> lots = responses.stream().collect(groupingBy(Race::lot, counting()));
        List<HttpResponse<InputStream>> admitted =
                responses.stream().filter(response -> response.statusCode() == OK).toList();
        admitted.forEach(Race::leave);

        assertThat(lots)
                .isEqualTo(Map.of("200", (long) AFFORDABLE, refusal, (long) CALLS - AFFORDABLE));
        Awaitility.await()
                .atMost(SETTLED)
                .until(() -> Books.charges(ada.account()).size() >= AFFORDABLE);
        assertThat(Books.charges(ada.account()).stream().map(it -> it.receipt().generation()))
                .containsExactlyInAnyOrderElementsOf(admitted.stream().map(Receipt::idOf).toList());
        Books.nothingIsHeld(ada.account());
        Usd left = Books.posted(ada.account());
        assertThat(left).isEqualTo(credit.minus(Books.charged(ada.account())));
        assertThat(left.isNegative()).isFalse();
        System.out.printf("Race %d: %d of %d%n", HELD.incrementAndGet(), AFFORDABLE, CALLS);
    }

    /** How many races were run and went as they should. */
    static int held() {
        return HELD.get();
    }

    /** Returns when all are admitted or refused. */
    private List<HttpResponse<InputStream>> callAtOnce(Tenant tenant) {
        List<CompletableFuture<HttpResponse<InputStream>>> calls =
                IntStream.range(0, CALLS)
                        .mapToObj(number -> call(servers.get(number % servers.size()), tenant))
                        .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private static CompletableFuture<HttpResponse<InputStream>> call(String server, Tenant tenant) {
        return Wire.http()
                .sendAsync(
                        Wire.requestTo(server, tenant.secret(), CALL),
                        BodyHandlers.ofInputStream());
    }

    /** The status, and what refused. */
    private static String lot(HttpResponse<InputStream> response) {
        if (response.statusCode() == OK) {
            return "200";
        }
        try (InputStream body = response.body()) {
            JsonNode error = Wire.parse(body.readAllBytes()).path("error").path("metadata");
            String source = error.path("limit_source").asString("");
            String period = error.path("limit_period").asString("");
            return "%d %s %s".formatted(response.statusCode(), source, period).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void leave(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Usd costOf(int calls) {
        return new Usd(holdOfOneCall.nanos() * calls);
    }

    private static String sourceOf(LimitScope scope) {
        return scope == LimitScope.KEY
                ? "openrouter_key_limit"
                : "turnpike_" + scope.name().toLowerCase(Locale.ROOT) + "_limit";
    }

    private static boolean endsToday() {
        Instant now = Instant.now();
        return LimitPeriod.DAY.startOf(now).equals(LimitPeriod.DAY.startOf(now.plus(RACE)));
    }
}
