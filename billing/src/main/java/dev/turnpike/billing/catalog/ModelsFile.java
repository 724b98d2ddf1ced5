package dev.turnpike.billing.catalog;

import dev.turnpike.billing.catalog.OffersFile.OfferRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code models.tsv}: what customers can ask for. */
final class ModelsFile {

    static final String NAME = "models.tsv";

    static final List<String> COLUMNS =
            List.of(
                    "id",
                    "canonical_slug",
                    "name",
                    "author",
                    "created",
                    "description",
                    "context_length",
                    "input_modalities",
                    "output_modalities",
                    "tokenizer",
                    "knowledge_cutoff",
                    "expiration_date",
                    "supported_parameters",
                    "simulated",
                    "source",
                    "source_date");

    /**
     * What a call can hold. A model that knows more has it in its row, as a fact about the model,
     * but nobody is promised what the gateway would refuse.
     */
    private static final Set<String> INPUTS = Set.of("text", "image", "audio");

    private static final Set<String> OUTPUTS = Set.of("text");

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]*/[a-z0-9][a-z0-9._-]*");

    private final Map<String, Provider> providers;
    private final Map<String, List<OfferRow>> offers;
    private final Set<String> ids = new HashSet<>();

    private ModelsFile(Map<String, Provider> providers, Map<String, List<OfferRow>> offers) {
        this.providers = providers;
        this.offers = offers;
    }

    /** Models with their offers; one that only left-out providers offer is left out with them. */
    static List<Model> parse(String text, Map<String, Provider> providers, List<OfferRow> offers) {
        ModelsFile file = new ModelsFile(providers, OffersFile.byModel(offers));
        List<Model> models = new ArrayList<>();
        for (CatalogRow row : CatalogFile.rows(NAME, text, COLUMNS)) {
            file.find(row).ifPresent(models::add);
        }
        file.refuseOffersWithoutModel(offers);
        return models;
    }

    private Optional<Model> find(CatalogRow row) {
        checkId(row);
        List<OfferRow> rows = offers.get(row.text("id"));
        if (rows == null) {
            throw row.wrong("id", "has no row in " + OffersFile.NAME + ": " + row.text("id"));
        }
        List<Offer> connected = new ArrayList<>();
        for (OfferRow offer : rows) {
            Provider provider = providers.get(offer.providerSlug());
            if (provider != null) {
                connected.add(checked(row, offer, offer.by(provider)));
            }
        }
        return connected.isEmpty() ? Optional.empty() : Optional.of(model(row, connected));
    }

    private void checkId(CatalogRow row) {
        String id = row.text("id");
        if (!ID.matcher(id).matches() || !id.startsWith(row.text("author") + "/")) {
            throw row.wrong("id", "is author/slug in lower case, not " + id);
        }
        if (!ids.add(id)) {
            throw row.wrong("id", "appears twice: " + id);
        }
    }

    private static Offer checked(CatalogRow model, OfferRow row, Offer offer) {
        if (offer.contextLength() > model.count("context_length")) {
            throw row.row().wrong("context_length", "is longer than that of the model");
        }
        if (offer.provider().simulated() != model.yes("simulated")) {
            throw row.row().wrong("provider", "only a simulated provider offers simulated models");
        }
        return offer;
    }

    private void refuseOffersWithoutModel(List<OfferRow> offers) {
        for (OfferRow offer : offers) {
            if (!ids.contains(offer.modelId())) {
                throw offer.row().wrong("model", "is not in " + NAME + ": " + offer.modelId());
            }
        }
    }

    private static Model model(CatalogRow row, List<Offer> offers) {
        return new Model(
                row.text("id"),
                row.text("canonical_slug"),
                row.text("name"),
                row.text("author"),
                row.date("created"),
                row.text("description"),
                row.count("context_length"),
                passable(row, "input_modalities", INPUTS),
                passable(row, "output_modalities", OUTPUTS),
                row.text("tokenizer"),
                row.findDate("knowledge_cutoff"),
                row.findDate("expiration_date"),
                row.list("supported_parameters"),
                row.yes("simulated"),
                offers,
                row.text("source"),
                row.date("source_date"));
    }

    private static List<String> passable(CatalogRow row, String column, Set<String> passed) {
        List<String> kept = row.filledList(column).stream().filter(passed::contains).toList();
        if (kept.isEmpty()) {
            throw row.wrong(column, "names nothing that a call can hold: " + row.text(column));
        }
        return kept;
    }
}
