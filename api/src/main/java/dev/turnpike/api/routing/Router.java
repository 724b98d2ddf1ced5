package dev.turnpike.api.routing;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Availability;
import dev.turnpike.api.http.Availability.Code;
import dev.turnpike.api.http.Checked;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.billing.plans.Standing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which offers can answer a call, in the order in which they are tried: the models as the caller
 * named them; within a model the providers that the caller put first, then the healthy ones, then
 * the cheaper ones.
 */
@Singleton
public class Router {

    /** Each may take its whole patience; nobody waits for more than this many. */
    private static final int MAX_CANDIDATES = 8;

    private final Offers offers;
    private final EndpointHealth health;

    @Inject
    public Router(Offers offers, EndpointHealth health) {
        this.offers = offers;
        this.health = health;
    }

    /**
     * At least one candidate, or why there is none.
     *
     * @param models the ids that the caller named, the preferred one first
     * @param parameters what the call needs of an offer if the caller requires that it has it
     * @param maxPromptTokens how long its prompt may be at most
     * @param standing what decides on the caller's prices
     */
    public Checked<List<Candidate>> candidates(
            List<String> models,
            Preferences wanted,
            Set<String> parameters,
            long maxPromptTokens,
            Standing standing) {
        List<OfferFilter> filters = OfferFilter.of(wanted, parameters, maxPromptTokens);
        List<Candidate> candidates = new ArrayList<>();
        // Without fallbacks, those that the caller named are tried, or else the first one alone.
        boolean onlyFirst = !wanted.allowFallbacks() && wanted.order().isEmpty();
        int most = onlyFirst ? 1 : MAX_CANDIDATES;
        boolean connected = false;
        for (String id : models) {
            Optional<Model> model = offers.findModel(id);
            if (model.isEmpty()) {
                return Checked.refused(unknown(id));
            }
            List<PricedOffer> routable = offers.listRoutable(model.get(), standing);
            connected |= !routable.isEmpty();
            routable.stream()
                    .filter(priced -> filters.stream().allMatch(f -> f.allows().test(priced)))
                    .sorted(preferred(wanted))
                    .limit(most)
                    .flatMap(priced -> candidate(model.get(), priced))
                    .forEach(candidates::add);
        }
        if (candidates.isEmpty()) {
            return Checked.refused(
                    connected ? filtered(models, filters, standing) : notConnected(models));
        }
        return Checked.passed(candidates.subList(0, Math.min(candidates.size(), MAX_CANDIDATES)));
    }

    private Stream<Candidate> candidate(Model model, PricedOffer priced) {
        return offers
                .findKey(priced.offer().provider().slug())
                .map(key -> new Candidate(model, priced, key))
                .stream();
    }

    /** Stable: offers that are equal in this keep their order by price. */
    private Comparator<PricedOffer> preferred(Preferences wanted) {
        return Comparator.comparingInt(
                priced -> {
                    int named = wanted.order().indexOf(priced.offer().provider().slug());
                    if (named >= 0) {
                        return named;
                    }
                    return wanted.order().size() + (health.isWell(priced.offer().id()) ? 0 : 1);
                });
    }

    private static ApiError unknown(String id) {
        return ApiError.of(ErrorType.INVALID_REQUEST, id + " is not a valid model ID")
                .with(new Availability(Code.MODEL_NOT_FOUND, List.of(id), List.of(), null));
    }

    private static ApiError notConnected(List<String> models) {
        return ApiError.of(
                        ErrorType.NOT_FOUND,
                        "No provider of %s is connected to this installation."
                                .formatted(String.join(", ", models)))
                .with(new Availability(Code.NO_ENDPOINTS, models, List.of(), null));
    }

    /** Names the filters that exclude at least one offer; together they exclude all. */
    private ApiError filtered(List<String> models, List<OfferFilter> filters, Standing standing) {
        List<PricedOffer> routable =
                models.stream()
                        .flatMap(id -> offers.findModel(id).stream())
                        .flatMap(model -> offers.listRoutable(model, standing).stream())
                        .toList();
        List<String> excludedBy =
                filters.stream()
                        .filter(filter -> !routable.stream().allMatch(filter.allows()))
                        .map(OfferFilter::name)
                        .toList();
        boolean privacy = excludedBy.stream().allMatch(name -> name.startsWith("data_policy"));
        return ApiError.of(
                        ErrorType.NOT_FOUND,
                        "No provider of %s meets the preferences of this call: loosen %s."
                                .formatted(
                                        String.join(", ", models), String.join(", ", excludedBy)))
                .with(
                        new Availability(
                                privacy ? Code.PRIVACY_RESTRICTED : Code.CONSTRAINT_FILTERED,
                                models,
                                excludedBy,
                                null));
    }
}
