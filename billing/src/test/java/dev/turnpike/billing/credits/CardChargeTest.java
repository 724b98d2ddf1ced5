package dev.turnpike.billing.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.CardBank.Mood;
import dev.turnpike.billing.credits.Payments.Closed;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.money.Usd;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A purchase by the saved card is paid and credited once, or neither, whatever fails. */
class CardChargeTest {

    private static final AccountId ACME = new AccountId(new UUID(1, 2));
    private static final Instant NOW = Instant.parse("2026-11-22T17:05:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private final CardBank bank = new CardBank();
    private final PurchasesInMemory purchases = new PurchasesInMemory();
    private final CustomersInMemory customers = new CustomersInMemory();
    private final Ledger ledger =
            (Ledger)
                    Proxy.newProxyInstance(
                            Ledger.class.getClassLoader(),
                            new Class<?>[] {Ledger.class},
                            (proxy, method, arguments) -> true);
    private final PurchaseBook book =
            new PurchaseBook(
                    purchases,
                    ledger,
                    new TakeBackBook(new TakeBacksInMemory(), new NothingAsked(), ledger),
                    CLOCK);
    private final PaymentFulfilment fulfilment =
            new PaymentFulfilment(purchases, book, bank, customers.desk(), CLOCK);
    private final CardCharge charge =
            new CardCharge(customers.desk(), customers, bank, purchases, book, fulfilment);
    private final PurchaseSweep sweep =
            new PurchaseSweep(
                    purchases, book, fulfilment, new SideBySide(1), () -> NOW.plusSeconds(60));
    private final Purchase purchase =
            Purchase.begun(PurchaseId.next(), ACME, Usd.parse("20"), "ada@acme.example", NOW)
                    .byTopUp();
    private final String payment = "pi_" + purchase.id();

    @BeforeEach
    void adaHasACard() {
        customers.desk().with(ACME, "ada@acme.example", Customer::id);
        customers.cards.put("cus_1", new SavedCard("pm_1", "visa", "4242", 12, 2040));
        purchases.add(purchase);
    }

    @Test
    void creditsWhatItPaid() {
        charge.create(purchase);

        assertThat(bank.taken).isOne();
        assertThat(purchases.payments).containsExactly(payment);
    }

    @Test
    void endsWhatTheBankRefused() {
        bank.mood = Mood.REFUSES;

        charge.create(purchase);

        assertThat(purchases.payments).isEmpty();
        assertThat(purchases.problems).containsExactly("insufficient_funds");
        assertThat(bank.states).containsEntry(payment, new Closed());
    }

    @Test
    void creditsAPaymentOfWhichTheAnswerWasLost() {
        bank.mood = Mood.PAYS_AND_FAILS;
        assertThatThrownBy(() -> charge.create(purchase)).isInstanceOf(PaymentsUnavailable.class);
        assertThat(purchases.payments).isEmpty();

        sweep.run();
        sweep.run();

        assertThat(bank.taken).isOne();
        assertThat(purchases.payments).containsExactly(payment);
    }

    @Test
    void endsAPaymentThatNeverReachedTheBank() {
        bank.mood = Mood.FAILS;
        assertThatThrownBy(() -> charge.create(purchase)).isInstanceOf(PaymentsUnavailable.class);

        sweep.run();

        assertThat(bank.states).containsEntry(payment, new Closed());
        assertThat(purchases.find(ACME, purchase.id())).isEmpty();
        assertThat(purchases.payments).isEmpty();
    }

    @Test
    void endsAPurchaseThatCannotBePrepared() {
        bank.mood = Mood.IS_AWAY;

        assertThatThrownBy(() -> charge.create(purchase)).isInstanceOf(PaymentsUnavailable.class);

        assertThat(purchases.find(ACME, purchase.id())).isEmpty();
    }

    @Test
    void refusesAPurchaseThatThePaymentProviderWillNeverPrepare() {
        bank.mood = Mood.IS_MISUNDERSTOOD;

        assertThatThrownBy(() -> charge.create(purchase)).isInstanceOf(PaymentsUnavailable.class);

        assertThat(purchases.problems).containsExactly(CardCharge.NOT_ACCEPTED);
        assertThat(purchases.find(ACME, purchase.id())).isEmpty();
    }

    /** A wrong key of ours is no matter of this customer: it is tried again. */
    @Test
    void refusesNoPurchaseForAKeyThatThePaymentProviderDoesNotTake() {
        bank.mood = Mood.LETS_NOBODY_IN;

        assertThatThrownBy(() -> charge.create(purchase)).isInstanceOf(PaymentsUnavailable.class);

        assertThat(purchases.problems).isEmpty();
        assertThat(purchases.find(ACME, purchase.id())).isEmpty();
    }

    @Test
    void takesNothingForAPurchaseThatEndedMeanwhile() {
        bank.meanwhile = () -> purchases.markExpired(ACME, purchase.id());

        charge.create(purchase);

        assertThat(bank.taken).isZero();
    }

    @Test
    void refusesAPurchaseThatThereIsNoCardFor() {
        customers.cards.clear();

        charge.create(purchase);

        assertThat(purchases.problems).containsExactly(CardCharge.NO_CARD);
        assertThat(bank.states).isEmpty();
    }

    @Test
    void endsAPurchaseWhoseServerDiedBeforeItWasPrepared() {
        sweep.run();
        assertThat(purchases.find(ACME, purchase.id())).isPresent();

        new PurchaseSweep(
                        purchases,
                        book,
                        new PaymentFulfilment(
                                purchases,
                                book,
                                bank,
                                customers.desk(),
                                () -> NOW.plusSeconds(301)),
                        new SideBySide(1),
                        () -> NOW.plusSeconds(301))
                .run();

        assertThat(purchases.find(ACME, purchase.id())).isEmpty();
    }
}
