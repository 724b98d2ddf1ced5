package dev.turnpike.journeys;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the payment sandbox has taken and given back, as its own books say. */
final class SandboxBalance {

    private SandboxBalance() {}

    /** What its balance has moved for each charge, refund and dispute; cents. */
    static Map<String, Long> bySource() {
        Map<String, Long> sums = new HashMap<>();
        String after = "";
        JsonNode page;
        do {
            page = Checkout.ask("/v1/balance_transactions?limit=100" + after);
            for (JsonNode booked : page.path("data")) {
                String source = booked.path("source").asString();
                sums.merge(source, booked.path("amount").asLong(), Long::sum);
                after = "&starting_after=" + booked.path("id").asString();
            }
        } while (page.path("has_more").asBoolean());
        return sums;
    }
}
