package dev.turnpike.api.keys;

import dev.turnpike.api.http.Json;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A key in JSON. The stock client refuses a reply in which one of these fields is missing. */
final class KeyJson {

    private KeyJson() {}

    static ObjectNode of(ApiKey key, KeySpend spend) {
        ObjectNode json = Json.object().put("label", key.label()).put("name", key.name());
        json.set("limit", money(key.limit()));
        json.set("limit_remaining", money(key.remaining()));
        json.putNull("limit_reset");
        json.put("include_byok_in_limit", false);
        json.set("usage", money(key.spent()));
        json.set("usage_daily", money(spend.today()));
        json.set("usage_weekly", money(spend.thisWeek()));
        json.set("usage_monthly", money(spend.thisMonth()));
        for (String span : new String[] {"", "_daily", "_weekly", "_monthly"}) {
            json.put("byok_usage" + span, 0);
        }
        json.put("is_free_tier", false);
        json.put("is_management_key", false).put("is_provisioning_key", false);
        json.putNull("creator_user_id").putNull("organization_id").putNull("workspace_id");
        Instant expiresAt = key.expiresAt();
        json.put("expires_at", expiresAt == null ? null : expiresAt.toString());
        json.putArray("allowed_data_regions").add("global");
        json.putObject("free_model_daily_requests")
                .put("used", 0)
                .put("limit", 0)
                .put("remaining", 0);
        json.putObject("rate_limit")
                .put("requests", -1)
                .put("interval", "10s")
                .put("note", "This field has no meaning any more.");
        return json;
    }

    private static @Nullable JsonNode money(@Nullable Usd amount) {
        return amount == null ? null : Json.number(amount.toDecimal());
    }
}
