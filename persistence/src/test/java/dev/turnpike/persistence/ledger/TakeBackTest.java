package dev.turnpike.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Entry;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.LedgerAccount;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.ledger.Posting.Kind;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Refusal;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.spending.SpendingNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Credit goes with the payment that bought it; what of it is spent is owed. */
class TakeBackTest {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final Ledger LEDGER = DATABASE.keeper(Ledger.class, JpaLedger::new);
    private static final Pool POOL = DATABASE.appPool(2);

    private final SpendingNode node = new SpendingNode(POOL.dataSource());
    private final Caller caller = World.tenant(Usd.ZERO);
    private final AccountId acme = caller.account();
    private final String payment = "pi-" + UUID.randomUUID();
    private final String refund = "re-" + UUID.randomUUID();

    @AfterEach
    void keepsTheBooks() {
        assertThat(World.discrepancies()).isEmpty();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void takesTheLotOfThePaymentAndNoOther() {
        World.topUp(acme, new Usd(10));
        World.topUp(acme, new Usd(20), payment);
        World.topUp(acme, new Usd(30));

        assertThat(take(refund, 15)).isTrue();
        assertThat(take(refund, 15)).isFalse();

        assertThat(left()).containsExactly(10L, 5L, 30L);
        assertThat(entries("REFUND"))
                .containsExactly("wallet -15", "payment_clearing 17", "tax_payable -2");
    }

    @Test
    void takesWhatIsSpentFromOtherCredit() {
        World.topUp(acme, new Usd(20), payment);
        spend(5);
        World.topUp(acme, new Usd(30));

        take(refund, 20);

        assertThat(balance()).isEqualTo(new Balance(new Usd(25), Usd.ZERO, Usd.ZERO));
        assertThat(left()).containsExactly(25L);
    }

    @Test
    void whatNoCreditPaysIsOwedAndPaidByTheNextPurchase() {
        World.topUp(acme, new Usd(20), payment);
        spend(5);

        take(refund, 20);
        assertThat(balance()).isEqualTo(new Balance(Usd.ZERO, Usd.ZERO, new Usd(5)));
        assertThat(node.reserve(caller, new Usd(1))).isInstanceOf(Refusal.class);
        World.topUp(acme, new Usd(6));

        assertThat(balance()).isEqualTo(new Balance(new Usd(1), Usd.ZERO, Usd.ZERO));
    }

    @Test
    void recallsWhatIsLent() {
        World.topUp(acme, new Usd(20), payment);
        Reservation running = node.hold(caller, new Usd(8));

        take(refund, 20);
        assertThat(balance()).isEqualTo(new Balance(new Usd(8), new Usd(8), new Usd(8)));
        node.settle(running, new Usd(3));
        node.leases.giveBack();

        assertThat(balance()).isEqualTo(new Balance(Usd.ZERO, Usd.ZERO, new Usd(3)));
    }

    @Test
    void givesBackWhatItTook() {
        World.topUp(acme, new Usd(20), payment);
        take(refund, 15);

        assertThat(giveBack()).isTrue();
        assertThat(giveBack()).isFalse();

        assertThat(left()).containsExactly(20L);
        assertThat(balance()).isEqualTo(new Balance(new Usd(20), Usd.ZERO, Usd.ZERO));
        assertThat(entries("REFUND_FAILED"))
                .containsExactly("wallet 15", "payment_clearing -17", "tax_payable 2");
    }

    @Test
    void givesBackFirstWhatIsOwed() {
        World.topUp(acme, new Usd(20), payment);
        spend(5);
        take(refund, 20);

        giveBack();

        assertThat(balance()).isEqualTo(new Balance(new Usd(15), Usd.ZERO, Usd.ZERO));
        assertThat(entries("REFUND_FAILED"))
                .containsExactly(
                        "wallet 15", "receivable 5", "payment_clearing -22", "tax_payable 2");
    }

    @Test
    void givesBackToTheLotsThatPaidMeanwhile() {
        World.topUp(acme, new Usd(20), payment);
        spend(5);
        take(refund, 20);
        World.topUp(acme, new Usd(6));

        giveBack();

        assertThat(left()).containsExactly(15L, 6L);
        assertThat(balance()).isEqualTo(new Balance(new Usd(21), Usd.ZERO, Usd.ZERO));
    }

    @Test
    void knowsNoPaymentOfAnotherTenant() {
        AccountId bob = World.tenant(Usd.ZERO).account();
        World.topUp(bob, new Usd(10), payment);
        World.topUp(acme, new Usd(10));

        assertThatThrownBy(() -> take(refund, 10)).isInstanceOf(RuntimeException.class);

        assertThat(World.balance(bob).posted()).isEqualTo(new Usd(10));
        assertThat(balance().posted()).isEqualTo(new Usd(10));
    }

    /**
     * Whatever happens in whatever order: what is had less what is owed is what arithmetic says.
     */
    @Test
    void comesToWhatArithmeticSaysInAnyOrder() {
        Random random = new Random(4711);
        for (int i = 0; i < 20; i++) {
            new Walk(random).run();
        }
    }

    /** A tenant to whom much happens. */
    private static final class Walk {

        private final Random random;
        private final Caller caller = World.tenant(Usd.ZERO);
        private final SpendingNode node = new SpendingNode(POOL.dataSource());
        private final List<String> payments = new ArrayList<>();
        private final List<Posting> taken = new ArrayList<>();
        private long worth;

        Walk(Random random) {
            this.random = random;
        }

        void run() {
            for (int step = 0; step < 30; step++) {
                step();
                Balance now = World.balance(caller.account());
                assertThat(now.posted().minus(now.receivable())).isEqualTo(new Usd(worth));
            }
            assertThat(World.discrepancies()).isEmpty();
        }

        private void step() {
            long nanos = 1L + random.nextInt(100);
            switch (random.nextInt(6)) {
                case 0 -> {
                    payments.add("pi-" + UUID.randomUUID());
                    World.topUp(caller.account(), new Usd(nanos), payments.getLast());
                    worth += nanos;
                }
                case 1 -> {
                    World.promote(caller.account(), new Usd(nanos), null);
                    worth += nanos;
                }
                case 2, 3 -> spend(nanos);
                case 4 -> {
                    if (!payments.isEmpty()) {
                        take(payments.get(random.nextInt(payments.size())), nanos);
                    }
                }
                default -> {
                    if (!taken.isEmpty()) {
                        giveBack(taken.remove(random.nextInt(taken.size())));
                    }
                }
            }
        }

        private void spend(long nanos) {
            if (node.reserve(caller, new Usd(nanos)) instanceof Reservation held) {
                long cost = random.nextLong(nanos + 1);
                node.settle(held, new Usd(cost));
                worth -= cost;
            }
            if (random.nextBoolean()) {
                node.leases.giveBack();
            }
        }

        private void take(String payment, long nanos) {
            Posting posting = posting(caller.account(), "re-" + UUID.randomUUID(), nanos);
            assertThat(LEDGER.takeBack(payment, posting)).isTrue();
            taken.add(posting);
            worth -= nanos;
        }

        private void giveBack(Posting posting) {
            assertThat(
                            LEDGER.giveBack(
                                    caller.account(),
                                    Kind.REFUND,
                                    posting.reference(),
                                    Kind.REFUND_FAILED))
                    .isTrue();
            worth -= posting.entries().getFirst().amount().nanos();
        }
    }

    private boolean take(String reference, long nanos) {
        return LEDGER.takeBack(payment, posting(acme, reference, nanos));
    }

    private boolean giveBack() {
        return LEDGER.giveBack(acme, Kind.REFUND, refund, Kind.REFUND_FAILED);
    }

    /** With two nano-dollars of tax. */
    private static Posting posting(AccountId account, String reference, long nanos) {
        return new Posting(
                account,
                Kind.REFUND,
                reference,
                List.of(
                        new Entry(LedgerAccount.WALLET, new Usd(-nanos)),
                        new Entry(LedgerAccount.PAYMENT_CLEARING, new Usd(nanos + 2)),
                        new Entry(LedgerAccount.TAX_PAYABLE, new Usd(-2))));
    }

    private void spend(long nanos) {
        node.settle(node.hold(caller, new Usd(nanos)), new Usd(nanos));
        node.leases.giveBack();
    }

    private Balance balance() {
        return World.balance(acme);
    }

    private List<Long> left() {
        return LEDGER.listLots(acme).stream().map(lot -> lot.left().nanos()).toList();
    }

    private List<String> entries(String kind) {
        return World.texts(
                """
                select ledger_account || ' ' || amount_nanos from journal_entry
                join journal_transaction using (transaction_id)
                where journal_transaction.account_id = '%s' and kind = '%s' order by line
                """
                        .formatted(acme, kind));
    }
}
