package dev.turnpike.api.metrics;

import dev.turnpike.billing.pricelists.ListState;
import dev.turnpike.billing.pricelists.PriceListBook;
import dev.turnpike.billing.pricelists.PriceProposals;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Whether prices follow their lists. */
@Singleton
class PriceSamples {

    private final PriceProposals proposals;
    private final PriceListBook lists;

    @Inject
    PriceSamples(PriceProposals proposals, PriceListBook lists) {
        this.proposals = proposals;
        this.lists = lists;
    }

    void addTo(MetricSnapshots.Builder all) {
        List<ListState> states = lists.listStates();
        all.metricSnapshot(
                Sample.gauge(
                        "turnpike_price_proposals",
                        "Prices that wait for the operator's decision",
                        proposals.countOpen()));
        if (!states.isEmpty()) {
            all.metricSnapshot(fetched(states));
        }
    }

    private static GaugeSnapshot fetched(List<ListState> states) {
        GaugeSnapshot.Builder fetched =
                GaugeSnapshot.builder()
                        .name("turnpike_price_list_fetched_timestamp_seconds")
                        .help("When a price list was good last; 0 before the first time");
        for (ListState state : states) {
            Instant at = state.fetchedAt();
            fetched.dataPoint(
                    GaugeDataPointSnapshot.builder()
                            .labels(Labels.of("list", state.format().code()))
                            .value(at == null ? 0 : (double) at.getEpochSecond())
                            .build());
        }
        return fetched.build();
    }
}
