package dev.turnpike.api.catalog;

import dev.turnpike.api.http.Json;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model in the list, at the price of its cheapest offer.
 *
 * @param available whether a provider of it is connected to this installation
 */
record ListedModel(Model model, PricedOffer cheapest, boolean available) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** Dollars per million prompt tokens, as the customer pays them. */
    BigDecimal promptPricePerMillion() {
        return cheapest.markup().applyTo(sheet().priceOf(TokenClass.INPUT)).multiply(MILLION);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", model.id()).put("canonical_slug", model.canonicalSlug());
        json.put("name", model.name()).put("created", seconds(model.created()));
        json.put("description", model.description()).putNull("hugging_face_id");
        json.put("context_length", model.contextLength());
        json.set("architecture", architecture(model));
        json.set("pricing", PricingJson.of(sheet(), cheapest.markup()));
        json.putObject("top_provider")
                .put("context_length", cheapest.offer().contextLength())
                .put("max_completion_tokens", cheapest.offer().maxOutputTokens())
                .put("is_moderated", false);
        json.putNull("per_request_limits");
        model.supportedParameters().forEach(json.putArray("supported_parameters")::add);
        json.putNull("default_parameters").putNull("supported_voices");
        json.put("knowledge_cutoff", date(model.knowledgeCutoff()));
        json.put("expiration_date", date(model.expirationDate()));
        json.put("available", available).put("simulated", model.simulated());
        json.putObject("links").put("details", "/api/v1/models/" + model.id() + "/endpoints");
        return json;
    }

    static ObjectNode architecture(Model model) {
        String in = String.join("+", model.inputModalities());
        String out = String.join("+", model.outputModalities());
        ObjectNode json = Json.object().put("modality", in + "->" + out);
        model.inputModalities().forEach(json.putArray("input_modalities")::add);
        model.outputModalities().forEach(json.putArray("output_modalities")::add);
        return json.put("tokenizer", model.tokenizer()).putNull("instruct_type");
    }

    static long seconds(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private PriceSheet sheet() {
        return cheapest.price().sheet();
    }

    private static @Nullable String date(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
