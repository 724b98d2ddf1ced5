package dev.turnpike.persistence.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.spending.Reservations;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.Generation.Status;
import dev.turnpike.billing.usage.Generations;
import dev.turnpike.billing.usage.Generations.ModelSpend;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.pricing.Prices;
import dev.turnpike.persistence.spending.Calls;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JpaGenerationsTest {

    private static final Pool POOL = TestDatabase.shared().appPool(2);
    private static final Reservations RESERVATIONS = Calls.reservations(POOL.dataSource());
    private static final Generations GENERATIONS =
            TestDatabase.shared()
                    .keeper(
                            Generations.class,
                            tenants -> new JpaGenerations(tenants, Prices.versions(tenants)));
    private static final PriceVersion PRICE = World.price();

    private final Caller ada = World.tenant(Usd.parse("10"));
    private final AccountId acme = ada.account();

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void givesBackTheReceiptThatWasSettled() {
        Generation settled = Calls.delivered(held(Calls.LIFETIME), PRICE, everyClass());

        RESERVATIONS.settle(settled);

        assertThat(GENERATIONS.find(acme, settled.id())).contains(settled);
    }

    @Test
    void givesBackACallThatFailed() {
        Generation failed = Calls.failed(held(Calls.LIFETIME));

        RESERVATIONS.settle(failed);

        assertThat(GENERATIONS.find(acme, failed.id())).contains(failed);
    }

    @Test
    void showsARunningCallWithItsHold() {
        Reservation call = held(Calls.LIFETIME);

        Generation running = find(call);

        assertThat(running.status()).isEqualTo(Status.RUNNING);
        assertThat(running.held()).isEqualTo(call.amount());
        assertThat(running.details()).isEqualTo(call.details());
        assertThat(running.delivery()).isNull();
    }

    @Test
    void showsAnExpiredCallUntilItIsSettledAfterAll() {
        Reservation call = held(Duration.ofSeconds(-1));
        RESERVATIONS.expire();
        assertThat(find(call).status()).isEqualTo(Status.EXPIRED);

        RESERVATIONS.settle(Calls.delivered(call, Usd.parse("0.1")));

        assertThat(find(call).status()).isEqualTo(Status.COMPLETED);
        assertThat(GENERATIONS.listRecent(acme, null, 9)).hasSize(1);
    }

    @Test
    void showsACallToItsAccountAlone() {
        Reservation call = held(Calls.LIFETIME);
        AccountId bob = World.tenant(Usd.ZERO).account();

        assertThat(GENERATIONS.find(bob, call.id())).isEmpty();
        assertThat(GENERATIONS.listRecent(bob, null, 9)).isEmpty();
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        Reservation first = held(Calls.LIFETIME);
        Reservation second = held(Calls.LIFETIME);
        Reservation third = held(Calls.LIFETIME);
        RESERVATIONS.settle(Calls.delivered(second, Usd.parse("0.1")));

        List<Generation> page = GENERATIONS.listRecent(acme, null, 2);
        List<Generation> rest = GENERATIONS.listRecent(acme, page.get(1).id(), 2);

        assertThat(page).extracting(Generation::id).containsExactly(third.id(), second.id());
        assertThat(rest).extracting(Generation::id).containsExactly(first.id());
    }

    @Test
    void sumsWhatWasSpentPerModel() {
        for (int i = 0; i < 2; i++) {
            RESERVATIONS.settle(Calls.delivered(held(Calls.LIFETIME), PRICE, everyClass()));
        }
        RESERVATIONS.settle(Calls.failed(held(Calls.LIFETIME)));

        List<ModelSpend> spend = GENERATIONS.listSpend(acme, World.NOW, World.NOW.plusSeconds(1));

        Usd spent = World.spending(ada.key()).get(0);
        assertThat(spend).containsExactly(new ModelSpend("acme/echo", 2, 52, 58, spent));
        assertThat(GENERATIONS.listSpend(acme, World.NOW.minusSeconds(9), World.NOW)).isEmpty();
    }

    @Test
    void sumsWhatAKeySpentSinceAMoment() {
        RESERVATIONS.settle(Calls.delivered(held(Calls.LIFETIME), Usd.parse("0.3")));

        assertThat(GENERATIONS.spentSince(acme, ada.key(), World.NOW)).isEqualTo(Usd.parse("0.3"));
        assertThat(GENERATIONS.spentSince(acme, ada.key(), World.NOW.plusSeconds(1)))
                .isEqualTo(Usd.ZERO);
    }

    private Generation find(Reservation call) {
        return GENERATIONS.find(acme, call.id()).orElseThrow();
    }

    private Reservation held(Duration lifetime) {
        Reservation call = Calls.call(ada, Usd.parse("0.5"));
        assertThat(RESERVATIONS.hold(call, Calls.NODE, lifetime)).isEqualTo(call);
        return call;
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
