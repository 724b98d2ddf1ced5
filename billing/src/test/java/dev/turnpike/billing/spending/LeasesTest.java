package dev.turnpike.billing.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.limits.LimitId;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.LeaseBook.Exchange;
import dev.turnpike.billing.spending.LeaseDesk.Answer;
import dev.turnpike.billing.spending.Leases.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LeasesTest {

    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final Usd DOLLAR = Usd.parse("1");

    private static final Instant EVENING = Instant.parse("2026-03-01T23:00:00Z");

    private final ApiKeyId key = ApiKeyId.next();
    private final SpendingLimit daily =
            new SpendingLimit(
                    LimitId.next(), LimitScope.KEY, key.value(), "acme", LimitPeriod.DAY, DOLLAR);
    private final Caller acme =
            new Caller(AccountId.next(), key, "sk-tp-v1-acme", null, List.of(daily));
    private final GenerousLeaseBook book = new GenerousLeaseBook();
    private volatile Instant today = EVENING;
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);
    private final Leases leases =
            new Leases(book, new SpendingSettings(LIFETIME), () -> today, now::get);

    @AfterEach
    void stop() {
        book.isAway = false;
        leases.stop();
    }

    @Test
    void takesFromTheKeyAndFromTheWallet() {
        assertThat(leases.take(acme, DOLLAR)).isInstanceOf(Taken.Held.class);

        assertThat(book.exchanges).extracting(Exchange::needed).containsExactly(DOLLAR, DOLLAR);
        assertThat(book.exchanges.get(0).budget())
                .isEqualTo(
                        new Budget.Window(
                                acme.account(), daily.id(), Instant.parse("2026-03-01T00:00:00Z")));
        assertThat(book.exchanges.get(1).budget()).isEqualTo(new Budget.Wallet(acme.account()));
    }

    @Test
    void asksNobodyForWhatItHas() {
        hold(DOLLAR).ended(Usd.ZERO, new SettlementBook.Outcome(false, null));

        hold(DOLLAR);

        assertThat(book.exchanges).hasSize(2);
    }

    @Test
    void asksAtOnceForAllLimitsThatAreNew() {
        List<SpendingLimit> many = new ArrayList<>();
        for (LimitScope scope : LimitScope.values()) {
            many.add(
                    new SpendingLimit(
                            LimitId.next(), scope, key.value(), "", LimitPeriod.DAY, DOLLAR));
        }
        Caller bound = new Caller(acme.account(), key, "", null, many);
        AtomicLong questions = new AtomicLong();
        book.onExchange = questions::incrementAndGet;

        assertThat(leases.take(bound, DOLLAR)).isInstanceOf(Taken.Held.class);

        assertThat(book.exchanges).hasSize(5);
        assertThat(questions).hasValue(2);
    }

    /** What one server fetches for calls that a narrower limit refuses, other servers lack. */
    @Test
    void fetchesForOneCallHoweverManyBeginAtOnce() {
        Lease lease =
                new Lease(new NodeId(UUID.randomUUID()), new Budget.Wallet(acme.account()), 0);
        LeaseDesk desk = new LeaseDesk(book, now::get);
        LeaseOrder one = new LeaseOrder.Fetch(lease, DOLLAR);
        LeaseOrder other = new LeaseOrder.Fetch(lease, Usd.parse("2"));

        assertThat(desk.carryOut(List.of(one, other))).allMatch(Answer.Done.class::isInstance);
        assertThat(desk.carryOut(List.of(one, other))).allMatch(Answer.Obsolete.class::isInstance);

        assertThat(book.exchanges).extracting(Exchange::needed).containsExactly(Usd.parse("2"));
    }

    @Test
    void freesAHoldOnce() {
        Hold hold = hold(DOLLAR);

        hold.ended(new Usd(10), new SettlementBook.Outcome(false, null));
        hold.ended(Usd.ZERO, new SettlementBook.Outcome(false, null));

        giveBackAll();
        assertThat(book.exchanges).last().matches(it -> Usd.ZERO.equals(it.kept()));
        assertThat(book.exchanges)
                .last()
                .extracting(Exchange::returned)
                .isEqualTo(DOLLAR.minus(new Usd(10)));
    }

    @Test
    void putsTheKeysShareBackWhenTheWalletCannotBeAsked() {
        hold(DOLLAR).ended(Usd.ZERO, new SettlementBook.Outcome(false, null));
        // Another key of the account takes what was left of the wallet.
        Caller free = new Caller(acme.account(), ApiKeyId.next(), "", null, List.of());
        assertThat(leases.take(free, DOLLAR)).isInstanceOf(Taken.Held.class);
        book.refusesWallets = true;

        assertThatThrownBy(() -> leases.take(acme, DOLLAR)).hasMessage("no wallets today");

        book.refusesWallets = false;
        hold(DOLLAR);
        // The key is not asked for again: its dollar was free.
        assertThat(book.exchanges)
                .filteredOn(it -> it.budget() instanceof Budget.Window)
                .hasSize(1);
    }

    @Test
    void waitsForAnAccountThatSomebodyHasLocked() {
        book.locked.set(3);

        hold(DOLLAR);

        assertThat(book.exchanges).hasSize(5);
    }

    @Test
    void doesNotWaitForEverForALock() {
        book.locked.set(Integer.MAX_VALUE);
        book.onExchange = () -> now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThatThrownBy(() -> leases.take(acme, DOLLAR)).isInstanceOf(AccountLocked.class);

        book.locked.set(0);
    }

    /** An account that was locked for long leaves others their time to give back all the same. */
    @Test
    void waitsForARecallFromTheMomentOfAsking() {
        book.isRecalling = true;
        book.locked.set(2);
        AtomicLong looks = new AtomicLong();
        book.onExchange =
                () -> {
                    now.addAndGet(Duration.ofSeconds(2).toNanos());
                    book.isRecalling = looks.incrementAndGet() < 5;
                };

        assertThat(leases.take(acme, DOLLAR)).isInstanceOf(Taken.Held.class);
    }

    @Test
    void givesBackWhatWasLockedForAMoment() {
        hold(DOLLAR).ended(Usd.ZERO, new SettlementBook.Outcome(false, null));
        book.locked.set(2);

        giveBackAll();
        giveBackAll();
        giveBackAll();

        assertThat(book.exchanges).hasSize(2 + 2 + 2);
    }

    /** What one node has lost concerns nobody who asks as another one. */
    @Test
    void answersEachNodeByItself() {
        NodeId lost = new NodeId(UUID.randomUUID());
        NodeId alive = new NodeId(UUID.randomUUID());
        Budget wallet = new Budget.Wallet(acme.account());
        book.lost = lost;
        List<LeaseOrder> orders =
                List.of(
                        new LeaseOrder.Want(new Lease(lost, wallet, 0), DOLLAR, true),
                        new LeaseOrder.Want(new Lease(alive, wallet, 0), DOLLAR, true));

        List<Answer> answers = new LeaseDesk(book, now::get).carryOut(orders);

        assertThat(answers.get(0))
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        it -> assertThat(it.fault()).isInstanceOf(NodeLost.class));
        assertThat(answers.get(1))
                .isInstanceOfSatisfying(Answer.Done.class, it -> assertThat(it.taken()).isTrue());
    }

    @Test
    void goesOnAsAnotherNodeWhenItWasDeclaredDead() {
        hold(DOLLAR).ended(Usd.ZERO, new SettlementBook.Outcome(false, null));
        now.addAndGet(LIFETIME.toNanos());
        book.knowsNobody = true;

        hold(DOLLAR);

        assertThat(book.exchanges).hasSize(4);
        assertThat(book.joined).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void admitsNothingWhenItCannotRenewInTime() {
        hold(DOLLAR).ended(Usd.ZERO, new SettlementBook.Outcome(false, null));
        now.addAndGet(LIFETIME.toNanos());
        book.isAway = true;

        assertThatThrownBy(() -> leases.take(acme, DOLLAR)).hasMessage("away");
    }

    @Test
    void staysTheSameNodeWhileItRenews() {
        hold(DOLLAR);
        for (int i = 0; i < 10; i++) {
            now.addAndGet(LIFETIME.toNanos() / 3);
            leases.renew();
        }

        hold(DOLLAR);

        assertThat(book.joined).hasSize(1);
    }

    @Test
    void takesFromANewWindowOnANewDay() {
        Hold late = hold(DOLLAR);
        today = EVENING.plus(Duration.ofHours(2));

        hold(DOLLAR);

        assertThat(late.windows()).containsExactly(window("2026-03-01"));
        assertThat(book.exchanges)
                .extracting(Exchange::budget)
                .contains(window("2026-03-01"), window("2026-03-02"));
    }

    @Test
    void goesByTheClockOfTheDatabaseWhenItsOwnIsWrong() {
        today = EVENING.plus(Duration.ofHours(2));
        book.time = EVENING;

        hold(DOLLAR);
        hold(DOLLAR);

        // One look at the wrong day is enough to know.
        assertThat(book.exchanges)
                .extracting(Exchange::budget)
                .filteredOn(Budget.Window.class::isInstance)
                .containsExactly(window("2026-03-02"), window("2026-03-01"), window("2026-03-01"));
    }

    @Test
    void isNotBoundByALimitThatWasRemoved() {
        book.hasNoLimits = true;

        assertThat(hold(DOLLAR).windows()).isEmpty();
    }

    @Test
    void givesUpOnARecallThatNobodyAnswers() {
        book.isRecalling = true;
        book.onExchange = () -> now.addAndGet(Duration.ofMillis(500).toNanos());

        assertThat(leases.take(acme, DOLLAR))
                .isEqualTo(new Taken.Refused(new Refusal.CreditTooLow(DOLLAR, new Usd(7))));

        // The first one is for the limit; of the others only the first one recalls.
        assertThat(book.exchanges).hasSize(7);
        assertThat(book.exchanges.get(1).recall()).isTrue();
        assertThat(book.exchanges.subList(2, 7)).noneMatch(Exchange::recall);
    }

    @Test
    void givesEverythingBackWhenTheServerStops() {
        hold(DOLLAR).ended(Usd.ZERO, new SettlementBook.Outcome(false, null));
        now.incrementAndGet();

        leases.stop();

        assertThat(book.exchanges.subList(2, 4))
                .allMatch(it -> Usd.ZERO.equals(it.kept()) && it.returned().equals(DOLLAR));
    }

    @Test
    void givesBackAgainWhatItFailedToGiveBack() {
        hold(DOLLAR).ended(Usd.ZERO, new SettlementBook.Outcome(false, null));
        book.isAway = true;
        assertThatThrownBy(this::giveBackAll).hasMessage("away");
        book.isAway = false;

        giveBackAll();

        // The offer of before may have been lost: all comes back that the database knows of.
        assertThat(book.exchanges.subList(2, 4))
                .allMatch(it -> Usd.ZERO.equals(it.kept()) && it.returned().isZero());
        giveBackAll();
        assertThat(book.exchanges).hasSize(4);
        hold(DOLLAR);
        assertThat(book.exchanges).hasSize(6);
    }

    @Test
    void asksAnewWhenTheAnswerCameTooLate() {
        hold(DOLLAR).ended(Usd.ZERO, new SettlementBook.Outcome(false, null));
        book.onExchange = () -> now.addAndGet(LIFETIME.toNanos());
        Caller other = new Caller(acme.account(), ApiKeyId.next(), "", null, List.of());
        hold(DOLLAR);
        book.knowsNobody = true;

        // The first answer is of a node that has died meanwhile; the second one is in time.
        AtomicLong answers = new AtomicLong();
        book.onExchange =
                () -> now.addAndGet(answers.getAndIncrement() == 0 ? LIFETIME.toNanos() : 1);
        Hold held = ((Taken.Held) leases.take(other, DOLLAR)).hold();

        assertThat(answers).hasValue(2);
        assertThat(held.node()).isEqualTo(leases.node());
    }

    private Budget.Window window(String day) {
        return new Budget.Window(acme.account(), daily.id(), Instant.parse(day + "T00:00:00Z"));
    }

    private Hold hold(Usd amount) {
        return ((Taken.Held) leases.take(acme, amount)).hold();
    }

    private void giveBackAll() {
        now.addAndGet(Duration.ofSeconds(4).toNanos());
        leases.giveBack();
    }
}
