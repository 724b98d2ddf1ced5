package dev.turnpike.web.limits;

import dev.turnpike.billing.limits.LimitPeriod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What people call the spans of time after which a limit begins anew. */
public final class Periods {

    private Periods() {}

    /** The choices of when a limit resets: what forms send, and what they show. */
    public static Map<String, String> resets() {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("never", "Never");
        choices.put("daily", "Daily");
        choices.put("weekly", "Weekly");
        choices.put("monthly", "Monthly");
        return choices;
    }

    /** What a form sent; empty when it was none of the choices. */
    public static Optional<LimitPeriod> parse(String typed) {
        return switch (typed) {
            case "never" -> Optional.of(LimitPeriod.TOTAL);
            case "daily" -> Optional.of(LimitPeriod.DAY);
            case "weekly" -> Optional.of(LimitPeriod.WEEK);
            case "monthly" -> Optional.of(LimitPeriod.MONTH);
            default -> Optional.empty();
        };
    }

    /** What a form sends for it. */
    static String code(LimitPeriod period) {
        return switch (period) {
            case TOTAL -> "never";
            case DAY -> "daily";
            case WEEK -> "weekly";
            case MONTH -> "monthly";
        };
    }

    /** As the end of a sentence: $5 each day. */
    static String phrase(LimitPeriod period) {
        return switch (period) {
            case TOTAL -> "in all";
            case DAY -> "each day";
            case WEEK -> "each week";
            case MONTH -> "each month";
        };
    }
}
