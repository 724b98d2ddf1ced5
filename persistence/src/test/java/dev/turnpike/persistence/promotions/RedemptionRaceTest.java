package dev.turnpike.persistence.promotions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.promotions.PromotionalCode;
import dev.turnpike.billing.promotions.PromotionalCodes;
import dev.turnpike.billing.promotions.Redemption;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.promotions.JpaPromotionalCodesTest.Codes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many redeem at once, on two servers. */
class RedemptionRaceTest {

    private static final int CROWD = 50;
    private static final int USES = 10;
    private static final Instant NOON = Instant.parse("2090-06-01T12:00:00Z");
    private static final PromotionalCodes CODES =
            TestDatabase.shared().keeper(PromotionalCodes.class, JpaPromotionalCodes::new);

    private final List<RedeemingServer> servers =
            List.of(new RedeemingServer(NOON), new RedeemingServer(NOON));
    private final PromotionalCode code =
            Codes.of(Usd.parse("5"), USES, LocalDate.parse("2090-06-01"));

    @Test
    void creditsAsManyAccountsAsMayAndNoOtherOne() {
        CODES.add(code);
        List<AccountId> crowd =
                Stream.generate(() -> World.tenant(Usd.ZERO).account()).limit(CROWD).toList();

        List<Redemption> ends = redeemAtOnce(crowd);

        assertThat(ends).filteredOn(Redemption.Redeemed.class::isInstance).hasSize(USES);
        assertThat(ends)
                .filteredOn(end -> end.equals(new Redemption.UsedUp()))
                .hasSize(CROWD - USES);
        assertThat(crowd.stream().map(each -> World.balance(each).posted()))
                .containsOnly(Usd.ZERO, Usd.parse("5"))
                .filteredOn(Usd::isPositive)
                .hasSize(USES);
        assertThat(CODES.find(code.id()).orElseThrow().usesLeft()).isZero();
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void creditsAnAccountOnceThatAsksManyTimes() {
        CODES.add(code);
        AccountId acme = World.tenant(Usd.ZERO).account();

        List<Redemption> ends = redeemAtOnce(Stream.generate(() -> acme).limit(USES).toList());

        assertThat(ends).filteredOn(Redemption.Redeemed.class::isInstance).hasSize(1);
        assertThat(World.balance(acme).posted()).isEqualTo(Usd.parse("5"));
        assertThat(CODES.find(code.id()).orElseThrow().uses()).isOne();
        assertThat(World.discrepancies()).isEmpty();
    }

    private List<Redemption> redeemAtOnce(List<AccountId> crowd) {
        var start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Redemption>> running = new ArrayList<>();
            for (int i = 0; i < crowd.size(); i++) {
                RedeemingServer server = servers.get(i % servers.size());
                AccountId account = crowd.get(i);
                running.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return server.redeem(account, code.text());
                                }));
            }
            start.countDown();
            List<Redemption> ends = new ArrayList<>();
            for (Future<Redemption> each : running) {
                ends.add(each.get());
            }
            return ends;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
