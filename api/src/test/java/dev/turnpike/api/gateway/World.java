package dev.turnpike.api.gateway;

import dev.turnpike.api.Shops;
import dev.turnpike.api.StubRequest;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.http.OpenGate;
import dev.turnpike.api.provider.Upstream;
import dev.turnpike.api.provider.UpstreamClient;
import dev.turnpike.api.provider.UpstreamSettings;
import dev.turnpike.api.routing.EndpointHealth;
import dev.turnpike.api.routing.FixedOffers;
import dev.turnpike.api.routing.Offers;
import dev.turnpike.api.routing.Preferences;
import dev.turnpike.api.routing.Router;
import dev.turnpike.api.stream.Pulse;
import dev.turnpike.api.usage.GenerationResource;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.spending.Leases;
import dev.turnpike.billing.spending.Settlements;
import dev.turnpike.billing.spending.Spending;
import dev.turnpike.billing.spending.SpendingSettings;
import dev.turnpike.billing.usage.CallDetails;
import dev.turnpike.billing.usage.GenerationId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole gateway, with a purse in memory and providers on this machine, who all offer one model
 * for $1 a million tokens, or $2 if the prompt is long, to which 15 % are added.
 */
public final class World implements AutoCloseable {

    /** Prompts with more tokens than this are long. */
    static final int LONG_PROMPT = 90_000;

    /** Far more than a provider on this machine needs, however busy it is. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final Purse purse;
    private final Leases leases;
    private final List<StubProvider> providers;
    private final List<SpendingLimit> limits = new ArrayList<>();
    private final Gateway gateway;
    private final Spending spending;
    private final String model;
    private Standing standing = Standing.NEW;
    private Runnable keeping = () -> {};
    private Consumer<GenerationId> beginning = id -> {};

    World(String dollars, StubProvider... providers) {
        this(PATIENCE, dollars, providers);
    }

    World(Duration firstToken, String dollars, StubProvider... providers) {
        this(firstToken, dollars, UnaryOperator.identity(), providers);
    }

    /** Whose provider asks $4 a million tokens on the priority tier. */
    static World withPriority(StubProvider provider) {
        return new World(
                PATIENCE, "1", offer -> Shops.onTier(offer, ServiceTier.PRIORITY, 4), provider);
    }

    private World(
            Duration firstToken,
            String dollars,
            UnaryOperator<Offer> pricing,
            StubProvider... providers) {
        this(
                firstToken,
                dollars,
                "a/b",
                new FixedOffers(Shops.model("a/b", offers(pricing, providers))),
                providers);
    }

    /** Whose gateway is that of an installation, to which this provider is connected. */
    World(Installation installation, StubProvider sandbox) {
        this(PATIENCE, "1", Installation.MODEL, installation.offers(), sandbox);
    }

    private World(
            Duration firstToken,
            String dollars,
            String model,
            Offers offers,
            StubProvider... providers) {
        this.model = model;
        this.providers = List.of(providers);
        purse = new Purse(dollars);
        InstantSource clock = InstantSource.system();
        EndpointHealth health = new EndpointHealth(clock);
        TokenCounter counter = new TokenCounter();
        leases =
                new Leases(
                        purse, new SpendingSettings(SpendingSettings.DEFAULT_HOLD_LIFETIME), clock);
        spending = new Spending(leases, new Settlements(purse), clock);
        UpstreamSettings settings = new UpstreamSettings(firstToken, PATIENCE, PATIENCE);
        gateway =
                new Gateway(
                        new Router(offers, health),
                        new Reserving(spending),
                        new Upstream(new UpstreamClient(settings, new Pulse())),
                        health,
                        counter,
                        spending,
                        new LateSettlements());
    }

    private static Offer[] offers(UnaryOperator<Offer> pricing, StubProvider... providers) {
        List<Offer> offers = new ArrayList<>();
        for (StubProvider provider : providers) {
            String slug = "p" + offers.size();
            Offer offer = Shops.offer("a/b", Shops.provider(slug, provider.url()), 1);
            offers.add(pricing.apply(Shops.dearerAbove(offer, LONG_PROMPT, 2)));
        }
        return offers.toArray(Offer[]::new);
    }

    /** Whose provider answers every call as a whole. */
    public static World answering() {
        return new World("1", StubProvider.saying(200, Answers.REPLY));
    }

    /** Whose provider answers every call piece by piece. */
    public static World streaming() {
        return new World(
                "1",
                StubProvider.streaming(Answers.HELLO, Answers.STOP, Answers.USAGE, Answers.DONE));
    }

    public Gateway gateway() {
        return gateway;
    }

    /** A call with a short prompt and these fields. */
    NotedReply call(String fields) throws IOException {
        return call(fields, Integer.MAX_VALUE);
    }

    /** The same, by a caller who leaves after so many pieces. */
    NotedReply call(String fields, int patience) throws IOException {
        ObjectNode body =
                (ObjectNode)
                        Json.parse(
                                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                                        .getBytes(StandardCharsets.UTF_8));
        body.setAll((ObjectNode) Json.parse(fields.getBytes(StandardCharsets.UTF_8)));
        boolean streamed = body.path("stream").asBoolean(false);
        Request request =
                new Request(
                        body,
                        Json.bytes(body).length,
                        List.of(model),
                        streamed,
                        maxTokens(body),
                        maxCost(body),
                        Preferences.NONE.withTier(
                                ServiceTier.parse(body.path("service_tier").asString(""))
                                        .orElse(null)));
        NotedReply reply = new NotedReply(patience, purse::isSettled);
        reply.keeping = keeping;
        reply.beginning = beginning;
        CallDetails details = new CallDetails(model, streamed, null, null, null, request.maxCost());
        gateway.answer(new Call(ada(), details, request, System.nanoTime(), null), reply);
        return reply;
    }

    /** Who calls, as we know her now. */
    Caller ada() {
        return new Caller(
                new AccountId(new UUID(0, 1)),
                new ApiKeyId(new UUID(0, 2)),
                "k",
                null,
                limits,
                standing);
    }

    /** From now on this decides on what she pays. */
    void stand(Standing now) {
        standing = now;
    }

    /** What {@code /generation} tells her of this call. */
    JsonNode record(GenerationId id) {
        JsonNode told =
                new GenerationResource(OpenGate.required(ada()), purse, spending)
                        .show(id.toString(), StubRequest.withMethod("GET"));
        return Json.parse(Json.bytes(told)).path("data");
    }

    /** What happens from now on when a stream has begun, to which credit is set aside. */
    void whenBegun(Consumer<GenerationId> step) {
        beginning = step;
    }

    /** What happens from now on when an answer is to be kept for its caller. */
    void keepBy(Runnable step) {
        keeping = step;
    }

    private static @Nullable Long maxTokens(ObjectNode body) {
        JsonNode value = body.path("max_tokens");
        return value.isNumber() ? value.longValue() : null;
    }

    private static @Nullable Usd maxCost(ObjectNode body) {
        JsonNode value = body.path("max_cost");
        return value.isNumber() ? Usd.parse(value.decimalValue().toPlainString()) : null;
    }

    /** From now on calls are bound by this too. */
    void limit(SpendingLimit limit) {
        limits.add(limit);
        purse.limit(limit.amount());
    }

    /** Gives back what no call has used for a while, and tells whether that was all. */
    boolean holdsNothing() {
        leases.giveBack();
        return purse.lendsNothing();
    }

    @Override
    public void close() {
        providers.forEach(StubProvider::close);
    }
}
