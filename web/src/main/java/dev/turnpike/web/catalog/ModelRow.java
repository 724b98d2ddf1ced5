package dev.turnpike.web.catalog;

import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A model as its row shows it, with the prices of its cheapest offer.
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
        Offer cheapest = cheapest(model.offers());
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

    /** The list price of an input token at its cheapest offer, in pico-dollars. */
    static long cheapestInput(Model model) {
        return inputPicos(cheapest(model.offers()));
    }

    private static Offer cheapest(List<Offer> offers) {
        return offers.stream().min(Comparator.comparingLong(ModelRow::inputPicos)).orElseThrow();
    }

    /** An unknown price counts as the dearest: it is not cheap, it is unknown. */
    private static long inputPicos(Offer offer) {
        return offer.prices().isComplete()
                ? offer.prices().priceOf(TokenClass.INPUT).picos()
                : Long.MAX_VALUE;
    }

    private static String providers(Model model) {
        String first = model.offers().getFirst().provider().name();
        int more = model.offers().size() - 1;
        return more == 0 ? first : first + " +" + more;
    }
}
