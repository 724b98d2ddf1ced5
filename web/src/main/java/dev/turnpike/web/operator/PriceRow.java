package dev.turnpike.web.operator;

import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.web.page.Moment;
import java.util.List;

/**
 * The price of an offer as its row shows it: each of the three for input and output.
 *
 * @param markup in percent
 * @param waits whether a proposal waits for somebody
 */
public record PriceRow(
        String offer,
        String address,
        List<String> cost,
        List<String> price,
        List<String> margin,
        String markup,
        Moment since,
        String approvedBy,
        boolean waits) {

    private static final List<TokenClass> SHOWN = List.of(TokenClass.INPUT, TokenClass.OUTPUT);

    static PriceRow of(PricedOffer priced, boolean waits) {
        PriceSheet sheet = priced.price().sheet();
        Markup markup = priced.markup();
        return new PriceRow(
                priced.offer().id(),
                OfferPricePage.address(priced.offer().id()),
                SHOWN.stream().map(it -> UnitAmount.ofProvider(sheet, it)).toList(),
                SHOWN.stream().map(it -> UnitAmount.ofCustomer(sheet, markup, it)).toList(),
                SHOWN.stream().map(it -> UnitAmount.margin(sheet, markup, it)).toList(),
                markup.toPercent(),
                Moment.of(priced.price().effectiveFrom()),
                priced.price().approvedBy(),
                waits);
    }
}
