package dev.turnpike.api.gateway;

import static dev.turnpike.api.gateway.Answers.DONE;
import static dev.turnpike.api.gateway.Answers.HELLO;
import static dev.turnpike.api.gateway.Answers.STOP;
import static dev.turnpike.api.gateway.Answers.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.plans.PlanRules;
import dev.turnpike.billing.plans.PlanRules.Step;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.ServiceTier;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What a customer on a plan is shown, what is set aside for a call, what it is charged and what its
 * receipt says is one price. Calls have 10 tokens in and 5 out.
 */
class PlannedCallsTest {

    private static final PlanId PARTNERS = PlanId.next();
    private static final PlanRules RULES =
            new PlanRules(
                    new Markup(1_200),
                    List.of(step("100", 800), step("1000", 500), step("5000", 0)));

    /** It always says that it was quick, which counts if that was asked for. */
    private final StubProvider sandbox =
            StubProvider.streaming(quick(HELLO), quick(STOP), quick(USAGE), DONE);

    private final Installation installation = new Installation(sandbox);
    private final World world = new World(installation, sandbox);

    PlannedCallsTest() {
        installation.plan(PARTNERS, RULES);
    }

    @AfterEach
    void close() {
        world.close();
        installation.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1200",
        "99.999999999, 1200",
        "100, 800",
        "999.999999999, 800",
        "1000, 500",
        "9999, 0"
    })
    void chargesAtEachStepWhatTheListShows(String spent, int basisPoints) throws IOException {
        stand(PARTNERS, spent);
        JsonNode shown = installation.shown(world.ada());

        JsonNode record = called("{\"max_tokens\":1000}");

        assertThat(basisPoints(record)).isEqualTo(basisPoints);
        assertThat(cost(record)).isEqualByComparingTo(costOf(shown));
        assertThat(recomputed(record)).isEqualByComparingTo(costOf(shown));
        assertThat(world.purse.left().toDecimal())
                .isEqualByComparingTo(BigDecimal.ONE.subtract(cost(record)));
    }

    @ParameterizedTest
    @CsvSource({"0", "100", "1000", "9999"})
    void setsAsideAtEachStepWhatTheListShows(String spent) throws IOException {
        stand(PARTNERS, spent);
        JsonNode shown = installation.shown(world.ada());

        BigDecimal shorter = heldFor("{\"max_tokens\":1000}");
        BigDecimal longer = heldFor("{\"max_tokens\":3000}");

        BigDecimal answer = price(shown, "completion").multiply(BigDecimal.valueOf(1000));
        assertThat(longer.subtract(shorter)).isEqualByComparingTo(answer.multiply(BigDecimal.TWO));
        BigDecimal[] promptTokens =
                shorter.subtract(answer).divideAndRemainder(price(shown, "prompt"));
        assertThat(promptTokens[0]).isGreaterThan(BigDecimal.TEN);
        assertThat(promptTokens[1]).isZero();
    }

    @Test
    void asksThePlatformsMarkupOfCustomersWithoutAPlan() throws IOException {
        JsonNode shown = installation.shown(world.ada());

        JsonNode record = called("{}");

        assertThat(basisPoints(record)).isEqualTo(1_500);
        assertThat(cost(record)).isEqualByComparingTo(costOf(shown));
    }

    @Test
    void chargesACallByTheRulesUnderWhichItBegan() throws IOException {
        stand(PARTNERS, "100");
        BigDecimal before = costOf(installation.shown(world.ada()));
        whileItRuns(() -> installation.plan(PARTNERS, new PlanRules(new Markup(5_000), List.of())));

        JsonNode running = called("{}");
        JsonNode later = called("{}");

        assertThat(basisPoints(running)).isEqualTo(800);
        assertThat(cost(running)).isEqualByComparingTo(before);
        assertThat(basisPoints(later)).isEqualTo(5_000);
        assertThat(cost(later)).isEqualByComparingTo(costOf(installation.shown(world.ada())));
    }

    @ParameterizedTest
    @CsvSource({"true, 1000, 500", "true, 0, 1200", "false, 1000, 1500"})
    void chargesACallAtTheStepAtWhichItBegan(boolean staysOnPlan, String spent, int next)
            throws IOException {
        stand(PARTNERS, "100");
        BigDecimal before = costOf(installation.shown(world.ada()));
        whileItRuns(() -> stand(staysOnPlan ? PARTNERS : PlanId.STANDARD, spent));

        JsonNode running = called("{}");
        JsonNode later = called("{}");

        assertThat(basisPoints(running)).isEqualTo(800);
        assertThat(cost(running)).isEqualByComparingTo(before);
        assertThat(basisPoints(later)).isEqualTo(next);
    }

    @Test
    void addsThePlansMarkupToPricesOfTiers() throws IOException {
        installation.price(ServiceTier.PRIORITY, 6);
        stand(PARTNERS, "1000");
        JsonNode shown = installation.shown(world.ada());
        JsonNode quick = shown.path("service_tiers").path("priority");

        JsonNode usual = called("{}");
        JsonNode asked = called("{\"service_tier\":\"priority\"}");

        assertThat(cost(usual)).isEqualByComparingTo(costOf(shown));
        assertThat(usual.path("service_tier").isNull()).isTrue();
        assertThat(cost(asked)).isEqualByComparingTo(costOf(quick));
        assertThat(cost(asked)).isEqualByComparingTo("0.0000945");
        assertThat(recomputed(asked)).isEqualByComparingTo(costOf(quick));
        assertThat(asked.path("service_tier").asString()).isEqualTo("priority");
        assertThat(basisPoints(asked)).isEqualTo(500);
    }

    private void stand(PlanId plan, String spent) {
        world.stand(new Standing(plan, Usd.parse(spent)));
    }

    private void whileItRuns(Runnable step) {
        world.whenBegun(id -> step.run());
    }

    private JsonNode called(String fields) throws IOException {
        NotedReply reply = world.call(streamed(fields));
        return world.record(Objects.requireNonNull(reply.serving).id());
    }

    private BigDecimal heldFor(String fields) throws IOException {
        AtomicReference<JsonNode> running = new AtomicReference<>();
        world.whenBegun(id -> running.set(world.record(id)));
        world.call(streamed(fields));
        JsonNode record = running.get();
        assertThat(record.path("status").asString()).isEqualTo("running");
        return record.path("held").decimalValue();
    }

    /** Of 10 tokens in and 5 out. */
    private static BigDecimal costOf(JsonNode pricing) {
        return price(pricing, "prompt")
                .multiply(BigDecimal.TEN)
                .add(price(pricing, "completion").multiply(BigDecimal.valueOf(5)));
    }

    private static BigDecimal price(JsonNode pricing, String kind) {
        return new BigDecimal(pricing.path(kind).asString());
    }

    private static BigDecimal cost(JsonNode record) {
        return record.path("total_cost").decimalValue();
    }

    private static int basisPoints(JsonNode record) {
        return record.path("receipt").path("markup_basis_points").asInt();
    }

    /** As the receipt says: sum(quantity * unit_price) * (1 + markup_basis_points / 10000). */
    private static BigDecimal recomputed(JsonNode record) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : record.path("receipt").path("lines")) {
            sum =
                    sum.add(
                            line.path("quantity")
                                    .decimalValue()
                                    .multiply(new BigDecimal(line.path("unit_price").asString())));
        }
        return sum.multiply(BigDecimal.valueOf(10_000 + basisPoints(record), 4));
    }

    private static String streamed(String fields) {
        return fields.equals("{}")
                ? "{\"stream\":true}"
                : "{\"stream\":true," + fields.substring(1);
    }

    private static String quick(String json) {
        return "{\"service_tier\":\"priority\"," + json.substring(1);
    }

    private static Step step(String from, int basisPoints) {
        return new Step(Usd.parse(from), new Markup(basisPoints));
    }
}
