package dev.turnpike.api.metrics;

import dev.turnpike.billing.reconciliation.BillAlarm;
import dev.turnpike.billing.reconciliation.BillStanding;
import dev.turnpike.billing.reconciliation.PaymentDays;
import dev.turnpike.billing.reconciliation.PaymentStanding;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What others say of the same money, for monitors: how far the books are from it. */
@Singleton
public class ReconciliationMetrics {

    private static final Logger LOG = System.getLogger(ReconciliationMetrics.class.getName());

    private final PaymentDays days;
    private final BillAlarm bills;

    @Inject
    ReconciliationMetrics(PaymentDays days, BillAlarm bills) {
        this.days = days;
        this.bills = bills;
    }

    void addTo(MetricSnapshots.Builder all) {
        try {
            addPayments(all, days.standing());
            addBills(all, bills.standing());
        } catch (RuntimeException e) {
            // A database that is away is when the other numbers are needed most.
            LOG.log(Level.WARNING, "The metrics of reconciliation are left out.", e);
        }
    }

    private static void addBills(MetricSnapshots.Builder all, BillStanding standing) {
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_bills_days_off",
                        "Days of the last 90 on which a provider bills something else than we priced",
                        standing.offDays()));
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_bills_days_not_compared",
                        "Billed days that are not compared yet",
                        standing.waitingDays()));
    }

    private static void addPayments(MetricSnapshots.Builder all, PaymentStanding standing) {
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_payments_unexplained_dollars",
                        "How far books and payment provider are apart, over all days",
                        Metrics.dollars(standing.unexplained())));
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_payments_days_not_compared",
                        "Days whose comparison with the payment provider has failed",
                        standing.failedDays()));
        LocalDate last = standing.lastDay();
        if (last != null) {
            all.metricSnapshot(
                    Sample.gauge(
                            "turnpike_payments_compared_until_timestamp_seconds",
                            "The end of the last day that was compared with the payment provider",
                            (double)
                                    last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond()));
        }
    }
}
