package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricelists.SheetMapping.Mapped;
import dev.turnpike.billing.pricing.PriceSheet;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Looks at one offer: what lists say of it, and what follows from that. */
public final class PriceReview {

    private PriceReview() {}

    /**
     * Decides about an offer.
     *
     * @param current the sheet in force
     */
    public static Decision of(Offer offer, PriceSheet current, Collection<PriceList> lists) {
        return switch (Reconciler.judge(OfferEvidence.rows(offer, lists))) {
            case Verdict.Unknown() -> new Decision.Keep();
            case Verdict.SingleSource(var _) -> new Decision.Keep();
            case Verdict.Refused(Map<ListFormat, String> reasons) ->
                    new Decision.Wait(sentences(reasons), null);
            case Verdict.Disagreed(List<String> differences) ->
                    new Decision.Wait(differences, null);
            case Verdict.Agreed agreed -> agreed(agreed, current);
        };
    }

    private static Decision agreed(Verdict.Agreed agreed, PriceSheet current) {
        return switch (SheetMapping.toSheet(agreed.price())) {
            case Mapped.DoesNotFit(String reason) -> new Decision.Wait(List.of(reason), null);
            case Mapped.Fits(PriceSheet sheet) when sheet.equals(current) -> new Decision.Keep();
            case Mapped.Fits(PriceSheet sheet) -> moved(agreed, current, sheet);
        };
    }

    private static Decision moved(Verdict.Agreed agreed, PriceSheet current, PriceSheet sheet) {
        List<String> doubts = Movement.doubts(current, sheet);
        return doubts.isEmpty()
                ? new Decision.Publish(sheet, agreed.sources())
                : new Decision.Wait(doubts, sheet);
    }

    private static List<String> sentences(Map<ListFormat, String> reasons) {
        return reasons.entrySet().stream()
                .map(each -> each.getKey().code() + ": " + each.getValue())
                .sorted()
                .toList();
    }
}
