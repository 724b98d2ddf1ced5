package dev.turnpike.billing.usage;

import dev.turnpike.billing.money.Usd;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call before it is dispatched; never its content.
 *
 * @param model the model that was asked for
 * @param streamed whether the answer is sent as events
 * @param referer the calling application's address, as it says
 * @param application the calling application's title, as it says
 * @param maxCost the most that the caller is ready to pay; null when it did not say
 */
public record CallDetails(
        String model,
        boolean streamed,
        @Nullable String userAgent,
        @Nullable String referer,
        @Nullable String application,
        @Nullable Usd maxCost) {}
