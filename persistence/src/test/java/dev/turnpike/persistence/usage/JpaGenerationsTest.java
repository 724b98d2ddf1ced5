package dev.turnpike.persistence.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.Generation.Status;
import dev.turnpike.billing.usage.Generations;
import dev.turnpike.billing.usage.Generations.ModelSpend;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.pricing.Prices;
import dev.turnpike.persistence.spending.SpendingNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JpaGenerationsTest {

    private static final Pool POOL = TestDatabase.shared().appPool(2);
    private static final SpendingNode NODE = new SpendingNode(POOL.dataSource());
    private static final Generations GENERATIONS =
            TestDatabase.shared()
                    .keeper(
                            Generations.class,
                            tenants -> new JpaGenerations(tenants, Prices.versions(tenants)));
    private static final PriceVersion PRICE = World.price();

    private final Caller ada = World.tenant(Usd.parse("20"));
    private final AccountId acme = ada.account();

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void givesBackTheReceiptThatWasSettled() {
        Generation settled = NODE.settle(held(), PRICE, everyClass());

        assertThat(GENERATIONS.find(acme, settled.id())).contains(settled);
        assertThat(settled.charge()).isNotNull();
    }

    @Test
    void givesBackTheReceiptOfACallWithALongPrompt() {
        PriceVersion longer = World.dearerAbove(20);

        Generation settled = NODE.settle(held(), longer, everyClass());
        Generation found = GENERATIONS.find(acme, settled.id()).orElseThrow();

        assertThat(found).isEqualTo(settled);
        assertThat(Objects.requireNonNull(found.charge()).lines().getFirst().unitPrice())
                .isEqualTo(new UnitPrice(2_000_000));
    }

    @Test
    void givesBackTheReceiptsOfCallsOnTiers() {
        PriceVersion prices = World.withFlex();
        TokenCounts counts = TokenCounts.of(TokenClass.INPUT, 1_000);

        Generation flex = NODE.settle(held(), prices, counts, ServiceTier.FLEX);
        Generation usual = NODE.settle(held(), prices, counts, ServiceTier.DEFAULT);
        Generation unasked = NODE.settle(held(), prices, counts);

        assertThat(flex.cost()).isEqualTo(Usd.parse("0.0005"));
        assertThat(List.of(usual.cost(), unasked.cost())).containsOnly(Usd.parse("0.001"));
        assertThat(GENERATIONS.listRecent(acme, null, 9))
                .containsExactlyInAnyOrder(flex, usual, unasked);
    }

    @Test
    void givesBackTheReceiptsOfCallsThatEndedTogether() {
        List<Generation> settled = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Generation>> ends = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Reservation call = held();
                ends.add(threads.submit(() -> NODE.settle(call, PRICE, everyClass())));
            }
            for (Future<Generation> end : ends) {
                settled.add(end.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }

        assertThat(GENERATIONS.listRecent(acme, null, 99))
                .containsExactlyInAnyOrderElementsOf(settled);
    }

    @Test
    void givesBackACallThatFailed() {
        Reservation call = held();

        NODE.release(call);

        Generation failed = GENERATIONS.find(acme, call.id()).orElseThrow();
        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.error()).isEqualTo("provider_failed");
        assertThat(failed.details()).isEqualTo(call.details());
        assertThat(failed.attempts())
                .containsExactly(new Attempt("acme/echo", "sandbox", 500, 12, "provider_failed"));
        assertThat(failed.delivery()).isNull();
        assertThat(failed.cost()).isEqualTo(Usd.ZERO);
    }

    @Test
    void knowsNothingOfACallThatRuns() {
        assertThat(GENERATIONS.find(acme, held().id())).isEmpty();
    }

    @Test
    void showsACallToItsAccountAlone() {
        Generation call = NODE.settle(held(), Usd.parse("0.1"));
        AccountId bob = World.tenant(Usd.ZERO).account();

        assertThat(GENERATIONS.find(bob, call.id())).isEmpty();
        assertThat(GENERATIONS.listRecent(bob, null, 9)).isEmpty();
    }

    @Test
    void listsTheLastOneFirstPageByPage() {
        Reservation first = held();
        Reservation second = held();
        Reservation third = held();
        NODE.release(third);
        NODE.settle(first, Usd.parse("0.1"));
        NODE.settle(second, Usd.parse("0.1"));

        List<Generation> page = GENERATIONS.listRecent(acme, null, 2);
        List<Generation> rest = GENERATIONS.listRecent(acme, page.get(1).id(), 2);

        assertThat(page).extracting(Generation::id).containsExactly(second.id(), first.id());
        assertThat(rest).extracting(Generation::id).containsExactly(third.id());
    }

    @Test
    void sumsWhatWasSpentPerModel() {
        Instant start = databaseTime();
        for (int i = 0; i < 2; i++) {
            NODE.settle(held(), PRICE, everyClass());
        }
        NODE.release(held());

        Instant end = databaseTime();
        List<ModelSpend> spend = GENERATIONS.listSpend(acme, start, end);

        Usd spent = World.spending(ada.key()).get(0);
        assertThat(spend).containsExactly(new ModelSpend("acme/echo", 2, 52, 58, spent));
        assertThat(GENERATIONS.listSpend(acme, start.minusSeconds(9), start)).isEmpty();
        assertThat(GENERATIONS.listSpend(acme, end, end.plusSeconds(9))).isEmpty();
    }

    private static Instant databaseTime() {
        return Instant.parse(
                World.texts("select to_json(clock_timestamp() at time zone 'UTC') #>> '{}' || 'Z'")
                        .getFirst());
    }

    private Reservation held() {
        return NODE.hold(ada, Usd.parse("0.5"));
    }

    /** 1 input token, 2 cached ones, and so on: 26 of the prompt, 29 of the completion. */
    private static TokenCounts everyClass() {
        TokenCounts counts = TokenCounts.NONE;
        long count = 1;
        for (TokenClass tokenClass : TokenClass.values()) {
            counts = counts.with(tokenClass, count++);
        }
        return counts;
    }
}
