package dev.turnpike.api.gateway;

import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.spending.Refusal.LimitReached;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Says which limit stands in the way of a call: to people, and to programs. */
record LimitWords(LimitReached reached) {

    /** Such as: the daily limit of the key "laptop" of $5.00 has $0.25 left until … */
    String sentence() {
        return "%s of %s has %s left%s"
                .formatted(
                        name(),
                        limit().amount().toDisplayString(),
                        reached.left().toDisplayString(),
                        reached.resetsAt() == null
                                ? ""
                                : " until it resets at " + reached.resetsAt() + " (UTC)");
    }

    String hint() {
        String wait = reached.resetsAt() == null ? "" : " or wait until " + reached.resetsAt();
        return limit().scope() == LimitScope.KEY
                ? "Raise the limit or use another key" + wait
                : "Have the limit raised" + wait;
    }

    Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("limit_source", source());
        metadata.put("limit_scope", limit().scope().name().toLowerCase(Locale.ROOT));
        metadata.put("limit_period", period());
        metadata.put("limit_remaining", reached.left().toPlainString());
        if (reached.resetsAt() != null) {
            metadata.put("limit_resets_at", reached.resetsAt().toString());
        }
        return metadata;
    }

    private SpendingLimit limit() {
        return reached.limit();
    }

    private String name() {
        String period = limit().period() == LimitPeriod.TOTAL ? "limit" : period() + " limit";
        String of =
                switch (limit().scope()) {
                    case KEY -> "the key \"" + limit().scopeName() + "\"";
                    case MEMBER -> "the member " + limit().scopeName();
                    case WORKSPACE -> "the workspace \"" + limit().scopeName() + "\"";
                    case ACCOUNT -> "the account";
                };
        return "the " + period + " of " + of;
    }

    /** The name that clients know for a key; the others are ours. */
    private String source() {
        return switch (limit().scope()) {
            case KEY -> "openrouter_key_limit";
            case MEMBER -> "turnpike_member_limit";
            case WORKSPACE -> "turnpike_workspace_limit";
            case ACCOUNT -> "turnpike_account_limit";
        };
    }

    private String period() {
        return switch (limit().period()) {
            case TOTAL -> "total";
            case DAY -> "daily";
            case WEEK -> "weekly";
            case MONTH -> "monthly";
        };
    }
}
