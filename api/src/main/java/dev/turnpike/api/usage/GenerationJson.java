package dev.turnpike.api.usage;

import dev.turnpike.api.http.Json;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.Usage;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.CallDetails;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.Generation.Status;
import dev.turnpike.billing.usage.GenerationId;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call in JSON: the fields that the stock client knows, all of them present, and beside them our
 * receipt, from which the cost can be recomputed.
 */
final class GenerationJson {

    /** What we do not know of any call; the stock client refuses a reply without these keys. */
    private static final String[] UNKNOWN = {
        "app_id",
        "cache_discount",
        "external_user",
        "moderation_latency",
        "native_tokens_completion_images",
        "num_fetches",
        "num_input_audio_prompt",
        "num_media_completion",
        "num_media_prompt",
        "num_search_results",
        "preset_id",
        "router",
        "web_search_engine",
        "workspace_id"
    };

    /** What is only known once something was delivered. */
    private static final String[] OF_DELIVERY = {
        "provider_name",
        "upstream_id",
        "finish_reason",
        "native_finish_reason",
        "latency",
        "generation_time",
        "tokens_prompt",
        "tokens_completion",
        "native_tokens_prompt",
        "native_tokens_completion",
        "native_tokens_cached",
        "native_tokens_reasoning",
        "service_tier"
    };

    private static final String FORMULA =
            "round_half_up(sum(quantity * unit_price) * (1 + markup_basis_points / 10000), 9)";

    private GenerationJson() {}

    /** A call that has ended. */
    static ObjectNode of(Generation generation) {
        ObjectNode json =
                start(generation.id(), generation.createdAt(), generation.details())
                        .put("status", generation.status().name().toLowerCase(Locale.ROOT))
                        .put("cancelled", generation.status() == Status.CANCELLED)
                        .put("error", generation.error());
        addAmounts(json, generation.cost(), Usd.ZERO);
        addDelivery(json, generation);
        addAttempts(json.putArray("provider_responses"), generation);
        addReceipt(json, generation);
        return json;
    }

    /** A call that still runs: what is set aside for it, and nothing about an answer. */
    static ObjectNode running(Reservation call) {
        ObjectNode json =
                start(call.id(), call.createdAt(), call.details())
                        .put("status", "running")
                        .put("cancelled", false)
                        .putNull("error");
        addAmounts(json, Usd.ZERO, call.amount());
        addNoDelivery(json, call.details());
        json.putArray("provider_responses");
        json.set("upstream_inference_cost", Json.number(Usd.ZERO.toDecimal()));
        json.putNull("receipt");
        return json;
    }

    private static ObjectNode start(GenerationId id, Instant createdAt, CallDetails details) {
        ObjectNode json = Json.object().put("id", id.toString());
        json.put("created_at", createdAt.toString());
        json.put("api_type", "completions");
        json.put("data_region", "global").put("is_byok", false);
        json.put("origin", details.referer() == null ? "" : details.referer());
        json.put("http_referer", details.referer());
        json.put("user_agent", details.userAgent());
        json.put("streamed", details.streamed());
        for (String field : UNKNOWN) {
            json.putNull(field);
        }
        return json;
    }

    private static void addAmounts(ObjectNode json, Usd cost, Usd held) {
        json.set("total_cost", Json.number(cost.toDecimal()));
        json.set("usage", Json.number(cost.toDecimal()));
        json.set("held", Json.number(held.toDecimal()));
    }

    private static void addDelivery(ObjectNode json, Generation generation) {
        Delivery delivery = generation.delivery();
        if (delivery == null) {
            addNoDelivery(json, generation.details());
            return;
        }
        json.put("model", delivery.model()).put("provider_name", delivery.provider());
        json.put("upstream_id", delivery.upstreamId());
        json.put("finish_reason", delivery.finishReason());
        json.put("native_finish_reason", delivery.nativeFinishReason());
        json.put("latency", delivery.firstTokenMillis());
        json.put("generation_time", delivery.totalMillis() - delivery.firstTokenMillis());
        ServiceTier tier = delivery.tier();
        json.put("service_tier", tier == null ? null : tier.code());
        addTokens(json, delivery.usage());
    }

    private static void addNoDelivery(ObjectNode json, CallDetails details) {
        json.put("model", details.model());
        for (String field : OF_DELIVERY) {
            json.putNull(field);
        }
    }

    private static void addTokens(ObjectNode json, Usage usage) {
        json.put("tokens_prompt", usage.promptTokens());
        json.put("tokens_completion", usage.completionTokens());
        json.put("native_tokens_prompt", usage.promptTokens());
        json.put("native_tokens_completion", usage.completionTokens());
        json.put("native_tokens_cached", usage.of(TokenClass.CACHE_READ));
        json.put("native_tokens_reasoning", usage.of(TokenClass.REASONING));
        json.put("estimated", usage.estimated());
    }

    private static void addAttempts(ArrayNode responses, Generation generation) {
        for (Attempt attempt : generation.attempts()) {
            responses
                    .addObject()
                    .put("provider_name", attempt.provider())
                    .put("model_permaslug", attempt.model())
                    .put("status", attempt.status())
                    .put("latency", attempt.millis())
                    .put("error", attempt.error())
                    .put("is_byok", false);
        }
    }

    private static void addReceipt(ObjectNode json, Generation generation) {
        Charge charge = generation.charge();
        Delivery delivery = generation.delivery();
        if (charge == null || delivery == null) {
            json.set("upstream_inference_cost", Json.number(Usd.ZERO.toDecimal()));
            json.putNull("receipt");
            return;
        }
        json.set("upstream_inference_cost", Json.number(charge.providerCost().toDecimal()));
        ObjectNode receipt = json.putObject("receipt");
        receipt.put("price_version", delivery.price().id());
        receipt.put("price_source", delivery.price().source());
        receipt.put("price_effective_from", delivery.price().effectiveFrom().toString());
        PriceVariant variant = delivery.variantAt(generation.createdAt());
        receipt.put("price_condition", variant == null ? null : variant.condition().words());
        receipt.put("markup_basis_points", charge.markup().basisPoints());
        ArrayNode lines = receipt.putArray("lines");
        for (Charge.Line line : charge.lines()) {
            lines.addObject()
                    .put("class", line.tokenClass().code())
                    .put("quantity", line.quantity())
                    .put("unit_price", line.unitPrice().toPlainString());
        }
        Usd most = generation.details().maxCost();
        receipt.put("formula", most == null ? FORMULA : "min(max_cost, " + FORMULA + ")");
        if (most != null) {
            receipt.set("max_cost", Json.number(most.toDecimal()));
        }
        receipt.set("cost", Json.number(charge.cost().toDecimal()));
    }
}
