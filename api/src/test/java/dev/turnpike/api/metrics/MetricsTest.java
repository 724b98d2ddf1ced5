package dev.turnpike.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.books.FixedBooks;
import dev.turnpike.api.gateway.LateSettlements;
import dev.turnpike.billing.books.AccountSum;
import dev.turnpike.billing.books.Books;
import dev.turnpike.billing.books.NodeLeases;
import dev.turnpike.billing.books.RecentTotals;
import dev.turnpike.billing.books.Totals;
import dev.turnpike.billing.ledger.LedgerCheck;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricelists.KeptList;
import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.ListSource;
import dev.turnpike.billing.pricelists.ListState;
import dev.turnpike.billing.pricelists.PriceListBook;
import dev.turnpike.billing.pricelists.PriceProposal;
import dev.turnpike.billing.pricelists.PriceProposal.State;
import dev.turnpike.billing.pricelists.PriceProposals;
import dev.turnpike.billing.pricelists.ProposalDraft;
import dev.turnpike.billing.reconciliation.BillAlarm;
import dev.turnpike.billing.reconciliation.PaymentStanding;
import dev.turnpike.billing.spending.Settlements;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    private final FixedBooks wrong = new FixedBooks(List.of("Wallet 1 is wrong"));
    private final LedgerCheck check = new LedgerCheck(wrong, CLOCK);
    private FixedPaymentDays days =
            new FixedPaymentDays(
                    new PaymentStanding(LocalDate.parse("2026-02-28"), 1, 2, Usd.parse("25.01")));

    @Test
    void tellsWhatTheLastCheckFound() throws IOException {
        check.run();

        assertThat(scrape(wrong))
                .contains("# TYPE turnpike_books_discrepancies gauge")
                .contains("turnpike_books_discrepancies 1.0")
                .contains("turnpike_books_checked_timestamp_seconds 1.7723664E9")
                .contains("turnpike_books_check_seconds 0.0");
    }

    @Test
    void saysNothingAboutBooksThatWereNotChecked() throws IOException {
        assertThat(scrape(wrong)).doesNotContain("turnpike_books");
    }

    @Test
    void addsUpWalletsLeasesAndNodes() throws IOException {
        assertThat(scrape(wrong))
                .contains("turnpike_wallets_posted_dollars 12.5")
                .contains("turnpike_wallets_held_dollars 2.0")
                .contains("turnpike_wallets_receivable_dollars 1.0")
                .contains("turnpike_leases 3.0")
                .contains("turnpike_nodes 2.0");
    }

    @Test
    void tellsWhichPricesWaitAndHowOldTheListsAre() throws IOException {
        assertThat(scrape(wrong))
                .contains("turnpike_price_proposals 2.0")
                .contains(
                        "turnpike_price_list_fetched_timestamp_seconds{list=\"litellm\"}"
                                + " 1.7723664E9")
                .contains("turnpike_price_list_fetched_timestamp_seconds{list=\"openrouter\"} 0.0");
    }

    @Test
    void countsCallsAndTheTimesOfTheirSettlements() throws IOException {
        assertThat(scrape(wrong))
                .contains("turnpike_settlements_waiting 0.0")
                .contains("turnpike_calls_total{outcome=\"completed\"} 0.0")
                .contains("turnpike_calls_total{outcome=\"cancelled\"} 0.0")
                .contains("turnpike_calls_total{outcome=\"failed\"} 0.0")
                .contains("turnpike_settlement_seconds_bucket{le=\"0.001\"} 0")
                .contains("turnpike_settlement_seconds_bucket{le=\"+Inf\"} 0")
                .contains("turnpike_settlement_seconds_sum 0.0");
    }

    @Test
    void leavesOutWhatTheDatabaseDoesNotTell() throws IOException {
        assertThat(scrape(new LostBooks()))
                .doesNotContain("turnpike_wallets")
                .contains("turnpike_settlements_waiting");
    }

    @Test
    void tellsHowFarBooksAndPaymentProviderAreApart() throws IOException {
        assertThat(scrape(wrong))
                .contains("turnpike_payments_unexplained_dollars 25.01")
                .contains("turnpike_payments_days_not_compared 2.0")
                .contains("turnpike_payments_compared_until_timestamp_seconds 1.7723232E9");
    }

    @Test
    void countsTheDaysOnWhichABillIsOffAndThoseThatNobodyHasCompared() throws IOException {
        assertThat(scrape(wrong))
                .contains("turnpike_bills_days_off 1.0")
                .contains("turnpike_bills_days_not_compared 2.0");
    }

    @Test
    void doesWithoutWhatTheDatabaseDoesNotTellOfPayments() throws IOException {
        days = new FixedPaymentDays(null);

        assertThat(scrape(wrong))
                .doesNotContain("turnpike_payments")
                .contains("turnpike_settlements_waiting");
    }

    @Test
    void admitsTheTokenAndNothingElse() {
        MetricsSettings settings = new MetricsSettings("secret");

        assertThat(settings.admits("secret")).isTrue();
        assertThat(settings.admits("secret ")).isFalse();
        assertThat(settings.admits("")).isFalse();
        assertThat(settings.admits(null)).isFalse();
        assertThat(settings).asString().doesNotContain("secret");
    }

    @Test
    void admitsNobodyWithoutAToken() {
        MetricsSettings settings = new MetricsSettings(null);

        assertThat(settings.isOpen()).isFalse();
        assertThat(settings.admits(null)).isFalse();
    }

    private String scrape(Books books) throws IOException {
        Settlements settlements = new Settlements(_ -> List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Metrics(
                        check,
                        new RecentTotals(books, CLOCK),
                        settlements,
                        new LateSettlements(),
                        new ReconciliationMetrics(days, new BillAlarm(new OneBilledDay(), CLOCK)),
                        new PriceSamples(new TwoProposals(), new TwoLists()))
                .writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Two prices wait. */
    private static final class TwoProposals implements PriceProposals {
        @Override
        public int countOpen() {
            return 2;
        }

        @Override
        public Optional<PriceProposal> find(long id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<PriceProposal> findOpen(String offerId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<PriceProposal> listOpen() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<PriceProposal> listLast(String offerId, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean wasDecided(ProposalDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void add(ProposalDraft draft, Instant at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean decide(long id, State state, Instant at, String by, long left) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean withdraw(long id, Instant at) {
            throw new UnsupportedOperationException();
        }
    }

    /** One list that is good, and one that never was. */
    private static final class TwoLists implements PriceListBook {
        @Override
        public List<ListState> listStates() {
            return List.of(
                    new ListState(
                            ListFormat.LITELLM,
                            "https://lists.test",
                            CLOCK.instant(),
                            CLOCK.instant(),
                            "0",
                            "it took longer"),
                    new ListState(
                            ListFormat.OPENROUTER,
                            "https://lists.test",
                            CLOCK.instant(),
                            null,
                            null,
                            null));
        }

        @Override
        public boolean claim(ListSource source, Instant now, Instant next) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<KeptList> find(ListSource source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void keep(KeptList list, Instant next) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void confirm(ListFormat format, Instant at, Instant next) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void fail(ListFormat format, String reason) {
            throw new UnsupportedOperationException();
        }
    }

    /** As when the database is away. */
    private static final class LostBooks implements Books {
        @Override
        public Totals totals() {
            throw new IllegalStateException("The database is away");
        }

        @Override
        public List<AccountSum> listSums() {
            return List.of();
        }

        @Override
        public List<NodeLeases> listNodes(int limit) {
            return List.of();
        }
    }
}
