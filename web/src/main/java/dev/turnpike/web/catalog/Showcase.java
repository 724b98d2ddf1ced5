package dev.turnpike.web.catalog;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Model;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Picks a few models to show to somebody who knows none yet. */
@Singleton
public class Showcase {

    /** As many as fit beside the introduction. */
    private static final int SHOWN = 6;

    /** The one of the sandbox's models that never plays a fault. */
    private static final String SANDBOX_MODEL = "sandbox/echo";

    private final LiveCatalog catalog;
    private final VisitorPrices visitorPrices;

    @Inject
    public Showcase(LiveCatalog catalog, VisitorPrices visitorPrices) {
        this.catalog = catalog;
        this.visitorPrices = visitorPrices;
    }

    /**
     * What whoever is looking is shown first.
     *
     * @param examples the newest model of each of a few authors; real ones, those that answer now
     *     first
     * @param firstModel see {@link #firstModel}
     */
    public record Shown(List<ModelRow> examples, String firstModel) {}

    /** All of it, with prices that are asked for once. */
    public Shown show() {
        Prices prices = visitorPrices.get();
        return new Shown(pick(prices), firstModel(() -> prices));
    }

    private List<ModelRow> pick(Prices prices) {
        Map<String, Model> newest = new LinkedHashMap<>();
        catalog.listModels().stream()
                .filter(model -> !model.simulated() && isPriced(model))
                .sorted(
                        Comparator.<Model>comparingInt(this::rank)
                                .thenComparing(Model::created, Comparator.reverseOrder()))
                .forEach(model -> newest.putIfAbsent(model.author(), model));
        return newest.values().stream()
                .limit(SHOWN)
                .map(model -> ModelRow.of(model, catalog.isRoutable(model), prices))
                .toList();
    }

    /**
     * The model of the first request: the sandbox's, which answers on every installation that has
     * one, else the cheapest that answers now. Empty when none does.
     */
    public String firstModel() {
        return firstModel(visitorPrices::get);
    }

    /** Asks for prices only where it has to compare them. */
    private String firstModel(Supplier<Prices> prices) {
        return catalog.findModel(SANDBOX_MODEL)
                .filter(catalog::isRoutable)
                .or(() -> findCheapest(prices.get()))
                .map(Model::id)
                .orElse("");
    }

    private Optional<Model> findCheapest(Prices prices) {
        return catalog.listModels().stream()
                .filter(model -> !model.simulated() && catalog.isRoutable(model))
                .min(Comparator.comparingLong(prices::weighCheapest));
    }

    private int rank(Model model) {
        return catalog.isRoutable(model) ? 0 : 1;
    }

    private static boolean isPriced(Model model) {
        return model.offers().stream().anyMatch(offer -> offer.prices().isComplete());
    }
}
