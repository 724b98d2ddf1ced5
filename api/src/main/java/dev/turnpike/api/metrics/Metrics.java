package dev.turnpike.api.metrics;

import dev.turnpike.api.gateway.LateSettlements;
import dev.turnpike.billing.books.RecentTotals;
import dev.turnpike.billing.books.Totals;
import dev.turnpike.billing.ledger.LedgerCheck;
import dev.turnpike.billing.ledger.LedgerCheck.Result;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.SettlementTally;
import dev.turnpike.billing.spending.Settlements;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Everything that a monitor reads, put together when it asks. Amounts become floating point here,
 * because the format knows nothing else: good to nine digits and a picture, not to account with.
 */
@Singleton
public class Metrics {

    private static final Logger LOG = System.getLogger(Metrics.class.getName());

    private final LedgerCheck check;
    private final RecentTotals totals;
    private final SettlementTally settled;
    private final LateSettlements late;
    private final ReconciliationMetrics reconciliation;
    private final PriceSamples prices;
    private final PrometheusTextFormatWriter format = PrometheusTextFormatWriter.create();

    @Inject
    Metrics(
            LedgerCheck check,
            RecentTotals totals,
            Settlements settlements,
            LateSettlements late,
            ReconciliationMetrics reconciliation,
            PriceSamples prices) {
        this.check = check;
        this.totals = totals;
        this.settled = settlements.tally();
        this.late = late;
        this.reconciliation = reconciliation;
        this.prices = prices;
    }

    void writeTo(OutputStream out) throws IOException {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        check.findLast().ifPresent(result -> addCheck(all, result));
        addTotals(all);
        reconciliation.addTo(all);
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_settlements_waiting",
                        "Calls that the database has not taken yet; repeated until it does",
                        late.waiting()));
        all.metricSnapshot(Sample.calls(settled));
        all.metricSnapshot(Sample.settlementTimes(settled));
        format.write(out, all.build(), EscapingScheme.DEFAULT);
    }

    private static void addCheck(MetricSnapshots.Builder all, Result result) {
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_books_discrepancies",
                        "In how many ways the books disagree with themselves, up to 100",
                        result.discrepancies().size()));
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_books_checked_timestamp_seconds",
                        "When this server last began to check the books",
                        (double) result.at().getEpochSecond()));
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_books_check_seconds",
                        "How long the last check took",
                        seconds(result.took())));
    }

    private void addTotals(MetricSnapshots.Builder all) {
        try {
            addTotals(all, totals.get());
            prices.addTo(all);
        } catch (RuntimeException e) {
            // A database that is away is when the other numbers are needed most.
            LOG.log(Level.WARNING, "The metrics of wallets, leases and prices are left out.", e);
        }
    }

    private static void addTotals(MetricSnapshots.Builder all, Totals now) {
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_wallets_posted_dollars",
                        "Credit that is paid and not spent, of all wallets",
                        dollars(now.wallets().posted())));
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_wallets_held_dollars",
                        "What of it is lent to servers for their calls",
                        dollars(now.wallets().held())));
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_wallets_receivable_dollars",
                        "What calls cost beyond the credit of their accounts",
                        dollars(now.wallets().receivable())));
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_leases", "Leases of wallets and keys", (double) now.leases()));
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_nodes", "Servers that renew their leases", (double) now.nodes()));
    }

    static double dollars(Usd amount) {
        return amount.toDecimal().doubleValue();
    }

    static double seconds(Duration span) {
        return span.toNanos() / 1e9;
    }
}
