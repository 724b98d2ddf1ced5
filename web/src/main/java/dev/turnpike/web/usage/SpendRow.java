package dev.turnpike.web.usage;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.Generations.ModelSpend;
import dev.turnpike.web.page.Amount;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What one model cost in a month.
 *
 * @param path the calls of this model
 * @param percent its cost in hundredths of the dearest model's
 */
public record SpendRow(
        String model,
        String path,
        String calls,
        String promptTokens,
        String completionTokens,
        Amount cost,
        long percent) {

    private static final long WHOLE = 100;

    static SpendRow of(ModelSpend spend, Usd dearest) {
        return new SpendRow(
                spend.model(),
                "/usage?model=" + URLEncoder.encode(spend.model(), StandardCharsets.UTF_8),
                CallRow.count(spend.calls()),
                CallRow.count(spend.promptTokens()),
                CallRow.count(spend.completionTokens()),
                Amount.of(spend.cost()),
                spend.cost().nanos() / Math.max(1, dearest.nanos() / WHOLE));
    }
}
