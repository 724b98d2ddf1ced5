package dev.turnpike.journeys;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Computes what a call costs, as a customer would with a sheet of paper: from what its receipt
 * counts and from the published prices, with exact arithmetic, and with nothing of the product.
 */
final class ByHand {

    /** A dollar has so many decimals in the books; half of the last one is rounded up. */
    private static final int DECIMALS = 9;

    /** What the price list calls each class of a receipt; the second stands in for the first. */
    private static final Map<String, List<String>> PUBLISHED =
            Map.ofEntries(
                    Map.entry("input", List.of("prompt")),
                    Map.entry("cache_read", List.of("input_cache_read", "prompt")),
                    Map.entry("cache_write_5m", List.of("input_cache_write", "prompt")),
                    Map.entry("cache_write_1h", List.of("input_cache_write_1h", "prompt")),
                    Map.entry("output", List.of("completion")),
                    Map.entry("reasoning", List.of("internal_reasoning", "completion")),
                    Map.entry("per_request", List.of("request")));

    private static final String BY_THE_PIECE = "per_request";

    private static final List<String> OF_PROMPT =
            List.of("input", "cache_read", "cache_write_5m", "cache_write_1h");
    private static final List<String> OF_ANSWER = List.of("output", "reasoning");

    private ByHand() {}

    /** How much of each class the receipt counts. */
    static Map<String, BigDecimal> quantities(JsonNode generation) {
        Map<String, BigDecimal> quantities = new HashMap<>();
        for (JsonNode line : generation.at("/receipt/lines")) {
            BigDecimal quantity = line.path("quantity").decimalValue();
            quantities.merge(line.path("class").asString(), quantity, BigDecimal::add);
        }
        return quantities;
    }

    static BigDecimal promptTokens(JsonNode generation) {
        return sum(quantities(generation), OF_PROMPT);
    }

    static BigDecimal answerTokens(JsonNode generation) {
        return sum(quantities(generation), OF_ANSWER);
    }

    private static BigDecimal sum(Map<String, BigDecimal> quantities, List<String> classes) {
        return classes.stream()
                .map(each -> quantities.getOrDefault(each, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** From the published prices, which have the markup in them. */
    static BigDecimal costByThePriceList(JsonNode generation, JsonNode endpoints) {
        JsonNode pricing = pricing(generation, endpoints);
        BigDecimal cost = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> line : quantities(generation).entrySet()) {
            cost = cost.add(line.getValue().multiply(price(pricing, line.getKey())));
        }
        return cost.setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    /** By the formula on the receipt, which takes the markup apart. */
    static BigDecimal costByTheReceipt(JsonNode generation) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : generation.at("/receipt/lines")) {
            BigDecimal price = new BigDecimal(line.path("unit_price").asString());
            sum = sum.add(line.path("quantity").decimalValue().multiply(price));
        }
        BigDecimal markup =
                generation.at("/receipt/markup_basis_points").decimalValue().movePointLeft(4);
        return sum.multiply(BigDecimal.ONE.add(markup)).setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    /** Of the offer that answered; of its condition, if the prompt is as long as that says. */
    private static JsonNode pricing(JsonNode generation, JsonNode endpoints) {
        String provider = generation.path("provider_name").asString();
        for (JsonNode endpoint : endpoints.path("endpoints")) {
            if (provider.equals(endpoint.path("tag").asString())
                    || provider.equals(endpoint.path("provider_name").asString())) {
                return override(endpoint.path("pricing"), promptTokens(generation));
            }
        }
        throw new IllegalStateException("The price list knows no offer of " + provider);
    }

    /** The last one that applies decides, price by price, as the protocol has it. */
    private static JsonNode override(JsonNode pricing, BigDecimal promptTokens) {
        JsonNode decided = pricing;
        for (JsonNode override : pricing.path("overrides")) {
            BigDecimal above = override.path("min_prompt_tokens").decimalValue(BigDecimal.ZERO);
            decided = promptTokens.compareTo(above) > 0 ? override : decided;
        }
        return decided;
    }

    /** What the list does not name costs nothing by the piece; tokens always have a price. */
    private static BigDecimal price(JsonNode pricing, String of) {
        if (BY_THE_PIECE.equals(of) && pricing.path("request").isMissingNode()) {
            return BigDecimal.ZERO;
        }
        return PUBLISHED.getOrDefault(of, List.of()).stream()
                .map(name -> pricing.path(name).asString(""))
                .filter(price -> !price.isEmpty())
                .map(BigDecimal::new)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No price of " + of + " is published"));
    }
}
