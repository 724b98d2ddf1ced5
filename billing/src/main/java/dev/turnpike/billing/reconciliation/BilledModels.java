package dev.turnpike.billing.reconciliation;

import java.util.Map;
import java.util.SortedMap;

/** What providers call the models that we have of them. */
public interface BilledModels {

    /** The names of all providers in the catalogue, by their slugs and in their order. */
    SortedMap<String, String> providers();

    /** The provider's names of its models, by ours. */
    Map<String, String> names(String provider);
}
