package dev.turnpike.api.keys;

import dev.turnpike.api.http.Json;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.KeySpend;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitStanding;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A key in JSON. The stock client refuses a reply in which one of these fields is missing. */
final class KeyJson {

    private KeyJson() {}

    /**
     * @param standing of the key's own limit; of several the one that leaves least; null for none
     */
    static ObjectNode of(ApiKey key, @Nullable LimitStanding standing, KeySpend spend) {
        ObjectNode json = Json.object().put("label", key.label()).put("name", key.name());
        json.set("limit", standing == null ? null : money(standing.limit().amount()));
        json.set("limit_remaining", standing == null ? null : money(standing.left()));
        json.put("limit_reset", standing == null ? null : reset(standing.limit().period()));
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
        json.putNull("creator_user_id").putNull("organization_id");
        json.put("workspace_id", key.workspace().toString());
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

    private static @Nullable String reset(LimitPeriod period) {
        return switch (period) {
            case TOTAL -> null;
            case DAY -> "daily";
            case WEEK -> "weekly";
            case MONTH -> "monthly";
        };
    }

    private static JsonNode money(Usd amount) {
        return Json.number(amount.toDecimal());
    }
}
