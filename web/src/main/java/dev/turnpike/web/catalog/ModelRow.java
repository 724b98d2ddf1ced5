package dev.turnpike.web.catalog;

import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.Locale;

/**
 * A model as its row shows it, with the prices of the offer that is cheapest for a customer.
 *
 * @param path where its page is
 */
public record ModelRow(
        String id,
        String path,
        String name,
        String author,
        String providers,
        String context,
        String modalities,
        String input,
        String output,
        boolean connected,
        boolean simulated) {

    private static final long MILLION = 1_000_000;
    private static final long THOUSAND = 1_000;

    /** The row of a model; {@code connected} says whether a call to it can be answered now. */
    static ModelRow of(Model model, boolean connected, Prices prices) {
        Offer cheapest = prices.cheapest(model);
        return new ModelRow(
                model.id(),
                "/models/" + model.id(),
                model.name(),
                model.author(),
                providers(model),
                tokens(model.contextLength()),
                modalities(model),
                prices.of(cheapest, TokenClass.INPUT),
                prices.of(cheapest, TokenClass.OUTPUT),
                connected,
                model.simulated());
    }

    /** A number of tokens, short: {@code 128K}, {@code 1.05M}. */
    static String tokens(long tokens) {
        if (tokens >= MILLION) {
            long hundredths = tokens * 100 / MILLION;
            String text = String.format(Locale.ROOT, "%d.%02d", hundredths / 100, hundredths % 100);
            return text.replaceAll("\\.?0+$", "") + "M";
        }
        return tokens >= THOUSAND ? tokens / THOUSAND + "K" : Long.toString(tokens);
    }

    static String modalities(Model model) {
        return String.join(", ", model.inputModalities())
                + " → "
                + String.join(", ", model.outputModalities());
    }

    private static String providers(Model model) {
        String first = model.offers().getFirst().provider().name();
        int more = model.offers().size() - 1;
        return more == 0 ? first : first + " +" + more;
    }
}
