package dev.turnpike.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Entry;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.LedgerAccount;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.ledger.Posting.Kind;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

    private static final Ledger LEDGER = TestDatabase.shared().keeper(Ledger.class, JpaLedger::new);

    private final AccountId acme = World.tenant(Usd.ZERO).account();
    private final String payment = "pay-" + UUID.randomUUID();

    @Test
    void movesTheWalletWithThePosting() {
        assertThat(LEDGER.post(purchase("12.50"))).isTrue();

        assertThat(balance()).isEqualTo(new Balance(Usd.parse("12.50"), Usd.ZERO, Usd.ZERO));
    }

    @Test
    void creditsAPaymentOnce() {
        LEDGER.post(purchase("12.50"));

        assertThat(LEDGER.post(purchase("12.50"))).isFalse();

        assertThat(balance().posted()).isEqualTo(Usd.parse("12.50"));
    }

    @Test
    void changesNothingWhenTheTransactionIsGivenUp() {
        assertThatThrownBy(
                        () ->
                                TestDatabase.shared()
                                        .inTransaction(
                                                tenants -> {
                                                    new JpaLedger(tenants).post(purchase("1"));
                                                    throw new IllegalStateException("given up");
                                                }))
                .hasMessage("given up");

        assertThat(balance().posted()).isEqualTo(Usd.ZERO);
        assertThat(LEDGER.post(purchase("1"))).isTrue();
    }

    @Test
    void refusesToTakeMoreThanIsAvailable() {
        Posting tooMuch =
                posting(Kind.RECEIVABLE_PAID, LedgerAccount.RECEIVABLE, LedgerAccount.WALLET, "1");

        assertThatThrownBy(() -> LEDGER.post(tooMuch))
                .rootCause()
                .hasMessageContaining("available_is_never_negative");
    }

    @Test
    void refusesEntriesThatDoNotSumToZero() {
        assertThatThrownBy(
                        () ->
                                TestDatabase.execute(
                                        TestDatabase.shared().app(),
                                        """
                                        select set_config('turnpike.account', '%1$s', true);
                                        select post_journal('%1$s', 'PURCHASE', '%2$s',
                                            array ['wallet', 'payment_clearing'], array [3, -2])
                                        """
                                                .formatted(acme, payment)))
                .hasMessageContaining("entries_sum_to_zero");
    }

    @Test
    void refusesEntriesOfAnUnknownAccount() {
        // Whatever the lines say, they are one row, and a line that has no column is missing in its
        // sum.
        assertThatThrownBy(
                        () ->
                                World.execute(
                                        """
                                        select post_journal('%s', 'PURCHASE', '%s',
                                            array ['wallet', 'petty_cash'], array [3, -3])
                                        """
                                                .formatted(acme, payment)))
                .hasMessageContaining("entries_sum_to_zero");
    }

    @Test
    void showsATransactionAsLines() {
        LEDGER.post(purchase("12.50"));

        assertThat(
                        World.texts(
                                """
                                select line || ' ' || ledger_account || ' ' || amount_nanos
                                from journal_entry where account_id = '%s' order by line
                                """
                                        .formatted(acme)))
                .containsExactly("1 wallet 12500000000", "3 payment_clearing -12500000000");
    }

    @ParameterizedTest
    @EnumSource(LedgerAccount.class)
    void hasAColumnForEveryAccount(LedgerAccount account) {
        boolean isTheTenants = account.isPerTenant();
        LedgerAccount other = isTheTenants ? LedgerAccount.REVENUE : LedgerAccount.WALLET;
        LEDGER.post(purchase("1"));

        LEDGER.post(
                new Posting(
                        acme,
                        Kind.PROMOTION,
                        payment,
                        List.of(new Entry(other, new Usd(3)), new Entry(account, new Usd(-3)))));

        assertThat(
                        World.numbers(
                                """
                                select amount_nanos from journal_entry
                                where account_id = '%s' and ledger_account = '%s'
                                order by transaction_id desc limit 1
                                """
                                        .formatted(acme, account.code())))
                .containsExactly(-3L);
        // What waits in an account for a refund that nobody asked for is a sentence of the check.
        LEDGER.post(
                new Posting(
                        acme,
                        Kind.PROMOTION,
                        "undoing-" + payment,
                        List.of(new Entry(other, new Usd(-3)), new Entry(account, new Usd(3)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal_transaction", "generation", "price_version", "lot_movement"})
    void neverChangesWhatIsWritten(String table) {
        String update = "update %s set account_id = account_id".formatted(table);
        if (table.equals("price_version")) {
            update = "update price_version set source = source";
        }
        String delete = "delete from " + table;

        for (String change : List.of(update, delete)) {
            assertThatThrownBy(() -> TestDatabase.execute(TestDatabase.shared().app(), change))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> World.execute(change)).hasMessageContaining("never changed");
        }
        assertThatThrownBy(() -> World.execute("truncate %s cascade".formatted(table)))
                .hasMessageContaining("never changed");
    }

    private Posting purchase(String dollars) {
        return posting(
                Kind.PURCHASE, LedgerAccount.WALLET, LedgerAccount.PAYMENT_CLEARING, dollars);
    }

    private Posting posting(Kind kind, LedgerAccount into, LedgerAccount outOf, String dollars) {
        Usd amount = Usd.parse(dollars);
        return new Posting(
                acme,
                kind,
                payment,
                List.of(new Entry(into, amount), new Entry(outOf, amount.negate())));
    }

    private Balance balance() {
        return LEDGER.balance(acme);
    }
}
