package dev.turnpike.billing.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.LeaseBook.Exchange;
import dev.turnpike.billing.spending.LeaseBook.Loan;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Where the clock of the system starts is arbitrary; here it overflows on the way. */
    private static final long START = Long.MAX_VALUE - SECOND;

    private final Lease lease =
            new Lease(new NodeId(UUID.randomUUID()), new Budget.Wallet(AccountId.next()), START);

    @Test
    void givesNothingBeforeItWasLentAnything() {
        assertThat(lease.take(Usd.ZERO, START)).isFalse();
    }

    @Test
    void givesExactlyWhatItWasLent() {
        lend(loan(100));

        assertThat(lease.take(new Usd(60), START)).isTrue();
        assertThat(lease.take(new Usd(41), START)).isFalse();
        assertThat(lease.take(new Usd(40), START)).isTrue();
        assertThat(lease.take(new Usd(1), START)).isFalse();
        assertThat(lease.take(Usd.ZERO, START)).isTrue();
    }

    @Test
    void setsALoanAsideForThoseWhoAskedForItBeforeAnybodyElse() {
        List<Boolean> taken = lease.lent(loan(100), List.of(new Usd(60), new Usd(50), new Usd(40)));

        assertThat(taken).containsExactly(true, false, true);
        assertThat(lease.take(new Usd(1), START)).isFalse();
    }

    @Test
    void takesBackWhatACallDidNotCost() {
        lend(loan(100));
        lease.take(new Usd(60), START);

        lease.over(new Usd(60), new Usd(10));

        assertThat(lease.free()).isEqualTo(new Usd(90));
    }

    @Test
    void takesBackNothingOfACallThatCostMore() {
        lend(loan(100));
        lease.take(new Usd(60), START);

        lease.over(new Usd(60), new Usd(70));

        assertThat(lease.free()).isEqualTo(new Usd(40));
    }

    @Test
    void givesNothingWhileSomethingIsOwed() {
        lend(loan(100));

        lease.close();
        assertThat(lease.take(Usd.ZERO, START)).isFalse();

        lend(new Loan(Usd.ZERO, Usd.ZERO, new Usd(5), null, false, true, null, false, false));
        assertThat(lease.take(Usd.ZERO, START)).isFalse();

        lend(loan(0));
        assertThat(lease.take(new Usd(100), START)).isTrue();
    }

    @Test
    void givesNothingOfAnUnknownBudget() {
        lend(new Loan(Usd.ZERO, Usd.ZERO, Usd.ZERO, null, false, false, null, false, false));

        assertThat(lease.take(Usd.ZERO, START)).isFalse();
    }

    @Test
    void asksForNoStockAtFirst() {
        lend(loan(7));

        assertThat(ask(START, 30, 10)).isEqualTo(exchange(null, 7, 10, 40, 40));
        assertThat(lease.free()).isEqualTo(Usd.ZERO);
    }

    @Test
    void asksForWhatWillLastAWhileAtThePaceOfBefore() {
        ask(START, 100);
        lend(loan(100));
        lease.take(new Usd(80), START);
        lease.over(new Usd(80), new Usd(20));

        assertThat(ask(START + 5 * SECOND, 50)).isEqualTo(exchange(null, 80, 50, 50, 50 + 3 * 20));
    }

    @Test
    void asksForNoMoreThanSomeTimesWhatItAskedForBefore() {
        ask(START, 10);
        use(10);

        assertThat(ask(START + SECOND, 10)).isEqualTo(exchange(null, 0, 10, 10, 10 + 40));
        use(50);
        assertThat(ask(START + 2 * SECOND, 10)).isEqualTo(exchange(null, 0, 10, 10, 10 + 200));
        use(210);
        assertThat(ask(START + 12 * SECOND, 10)).isEqualTo(exchange(null, 0, 10, 10, 10 + 315));
    }

    @Test
    void asksForNoStockWhenItIsSeldomAsked() {
        ask(START, 10);
        use(10);
        ask(START + SECOND, 10);
        use(50);

        assertThat(ask(START + 31 * SECOND, 10).wanted()).isEqualTo(new Usd(10));
    }

    @Test
    void asksForNoStockWhenNothingWasUsed() {
        ask(START, 10);
        lend(loan(10));

        assertThat(ask(START + SECOND, 20)).isEqualTo(exchange(null, 10, 20, 20, 20));
    }

    @Test
    void neverAsksForLessThanItNeedsHoweverBusyItIs() {
        for (int i = 0; i < 200; i++) {
            Exchange exchange = ask(START + i, 1_000_000_007L);
            use(exchange.wanted().nanos());

            assertThat(exchange.wanted()).isGreaterThanOrEqualTo(exchange.needed());
        }
    }

    @Test
    void keepsNoStockForAWhileAfterARecall() {
        ask(START, 10);
        use(10);

        lease.recalled(START + 1);

        assertThat(ask(START + 2, 10).wanted()).isEqualTo(new Usd(10));
        use(10);
        assertThat(ask(START + 11 * SECOND, 10).wanted()).isGreaterThan(new Usd(10));
    }

    @Test
    void givesBackAllThatIsFreeWhenItIsRecalledAndGoesOn() {
        lend(loan(100));
        lease.take(new Usd(60), START);

        assertThat(lease.giveBack(true)).isEqualTo(exchange(null, 40, 0, 0, 0));

        lend(loan(0));
        assertThat(lease.isRetired()).isFalse();
        assertThat(lease.take(new Usd(1), START)).isFalse();
        lease.over(new Usd(60), Usd.ZERO);
        assertThat(lease.take(new Usd(60), START)).isTrue();
    }

    @Test
    void staysWhenItIsRecalledWithNothingInUse() {
        lend(loan(100));

        assertThat(lease.giveBack(true)).isEqualTo(exchange(null, 100, 0, 0, 0));
        assertThat(lease.isRetired()).isFalse();
    }

    @Test
    void endsWhenNothingIsInUse() {
        lend(loan(100));

        assertThat(lease.giveBack(false)).isEqualTo(exchange(0L, 100, 0, 0, 0));

        assertThat(lease.take(Usd.ZERO, START)).isFalse();
        lend(loan(0));
        assertThat(lease.isRetired()).isTrue();
        assertThat(lease.take(Usd.ZERO, START)).isFalse();
    }

    @Test
    void staysForTheCallsThatRunWhenItRests() {
        lend(loan(100));
        lease.take(new Usd(60), START);

        assertThat(lease.giveBack(false)).isEqualTo(exchange(null, 40, 0, 0, 0));

        assertThat(lease.isRetired()).isFalse();
    }

    @Test
    void goesOnWhenItCouldNotEnd() {
        lend(loan(100));

        lease.giveBack(false);

        assertThat(lease.isRetired()).isFalse();
        assertThat(lease.take(Usd.ZERO, START)).isFalse();
        assertThat(ask(START, 10)).isEqualTo(exchange(0L, 0, 10, 10, 10));
        lend(loan(10));
        assertThat(lease.take(new Usd(10), START)).isTrue();
    }

    @Test
    void getsBackWhatItDoesNotKnowOfAfterAnExchangeThatFailed() {
        lend(loan(100));
        lease.take(new Usd(60), START);

        assertThat(ask(START, 50)).isEqualTo(exchange(null, 40, 50, 50, 50));
        assertThat(ask(START, 50).kept()).isEqualTo(new Usd(60));
        assertThat(lease.giveBack(true).kept()).isEqualTo(new Usd(60));

        lend(loan(0));
        assertThat(lease.giveBack(true).kept()).isNull();
    }

    @Test
    void isIdleHoweverOftenItRefuses() {
        lend(loan(100));

        for (int i = 0; i < 20; i++) {
            assertThat(lease.take(new Usd(101), START + i * SECOND)).isFalse();
        }

        assertThat(lease.isIdle(START + SECOND + 1)).isTrue();
    }

    @Test
    void isIdleWhenNobodyTookFromItForAWhile() {
        lend(loan(100));
        lease.take(new Usd(60), START + SECOND);

        assertThat(lease.isIdle(START + 2 * SECOND)).isFalse();
        assertThat(lease.isIdle(START + 2 * SECOND + 1)).isTrue();

        lease.giveBack(false);
        assertThat(lease.isIdle(START + 9 * SECOND)).isFalse();

        lease.over(new Usd(60), new Usd(60));
        assertThat(lease.isIdle(START + 9 * SECOND)).isTrue();
    }

    @Test
    void staysLongerWhenItIsBusy() {
        ask(START, 10);
        use(10);
        ask(START + SECOND, 10);
        lend(loan(100));
        lease.take(new Usd(60), START + SECOND);

        assertThat(lease.isIdle(START + 6 * SECOND)).isFalse();
        assertThat(lease.isIdle(START + 6 * SECOND + 1)).isTrue();
    }

    @Test
    void asksForNoStockAfterARecallThatItAnsweredByTheWay() {
        ask(START, 10);
        use(10);
        ask(START + SECOND, 10);
        lend(new Loan(new Usd(10), Usd.ZERO, Usd.ZERO, null, false, true, null, false, true));
        lease.take(new Usd(10), START + SECOND);

        assertThat(ask(START + 2 * SECOND, 10).wanted()).isEqualTo(new Usd(10));
        use(10);
        assertThat(ask(START + 11 * SECOND, 10).wanted()).isGreaterThan(new Usd(10));
    }

    @Test
    void isAsItWasWhenItsAccountIsLocked() {
        ask(START, 10);
        use(10);
        ask(START + SECOND, 10);
        lend(loan(100));
        lease.take(new Usd(60), START + SECOND);

        Exchange asked = ask(START + 3 * SECOND, 50);
        lease.over(new Usd(60), new Usd(50));
        lend(locked());

        assertThat(lease.free()).isEqualTo(new Usd(50));
        assertThat(lease.take(new Usd(50), START + 3 * SECOND)).isTrue();
        lease.over(new Usd(50), Usd.ZERO);
        assertThat(ask(START + 3 * SECOND, 50))
                .isEqualTo(exchange(null, 50, 50, 50, asked.wanted().nanos()));
    }

    @Test
    void doesNotEndWhileItsAccountIsLocked() {
        lend(loan(100));
        assertThat(lease.giveBack(false).kept()).isEqualTo(Usd.ZERO);
        lend(locked());

        assertThat(lease.isRetired()).isFalse();
        assertThat(ask(START, 5)).isEqualTo(exchange(null, 100, 5, 5, 5));
    }

    @Test
    void stillDoesNotKnowWhatItHasWhenItsAccountIsLockedAfterAFault() {
        lend(loan(100));
        lease.take(new Usd(60), START);
        ask(START, 70);
        ask(START, 70);
        lend(locked());

        assertThat(ask(START, 70).kept()).isEqualTo(new Usd(60));
    }

    private static Loan locked() {
        return new Loan(Usd.ZERO, Usd.ZERO, Usd.ZERO, null, false, true, null, true, false);
    }

    private Exchange ask(long now, long... amounts) {
        return lease.ask(Arrays.stream(amounts).mapToObj(Usd::new).toList(), true, now);
    }

    private Exchange exchange(
            @Nullable Long kept, long returned, long least, long needed, long wanted) {
        return new Exchange(
                lease.budget(),
                kept == null ? null : new Usd(kept),
                new Usd(returned),
                new Usd(least),
                new Usd(needed),
                new Usd(wanted),
                needed > 0);
    }

    private void lend(Loan loan) {
        var _ = lease.lent(loan, List.of());
    }

    /** Lends this much and uses it up. */
    private void use(long nanos) {
        var _ = lease.lent(loan(nanos), List.of(new Usd(nanos)));
    }

    private static Loan loan(long nanos) {
        return new Loan(new Usd(nanos), Usd.ZERO, Usd.ZERO, null, false, true, null, false, false);
    }
}
