package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricelists.SheetMapping.Mapped;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
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
        Map<ListFormat, ListRow> rows = OfferEvidence.rows(offer, lists);
        return switch (Reconciler.judge(rows)) {
            case Verdict.Unknown() -> new Decision.Keep();
            case Verdict.SingleSource(ListFormat list) -> single(list, rows, current);
            case Verdict.Refused(Map<ListFormat, String> reasons) ->
                    new Decision.Wait(sentences(reasons), null);
            case Verdict.Disagreed(List<String> differences) ->
                    new Decision.Wait(differences, null);
            case Verdict.Agreed agreed -> withTiers(agreed(agreed, current), offer, current, lists);
        };
    }

    /** One list is never believed, but one that says otherwise is worth a look. */
    private static Decision single(
            ListFormat list, Map<ListFormat, ListRow> rows, PriceSheet current) {
        return switch (rows.get(list)) {
            case ListRow.Refused(var _, String reason) ->
                    new Decision.Wait(sentences(Map.of(list, reason)), null);
            case ListRow.Priced(var _, ListedPrice price) when saysOtherwise(price, current) ->
                    new Decision.Wait(
                            List.of(list.code() + " alone knows this offer, and says otherwise"),
                            null);
            case null, default -> new Decision.Keep();
        };
    }

    private static boolean saysOtherwise(ListedPrice said, PriceSheet current) {
        return differs(said.base(), current)
                || said.conditions().entrySet().stream()
                        .anyMatch(each -> differs(each.getValue(), on(each.getKey(), current)));
    }

    private static boolean differs(PriceSheet said, PriceSheet current) {
        return !current.isComplete()
                || said.prices().keySet().stream()
                        .anyMatch(
                                it ->
                                        !current.isKnown(it)
                                                || !Votes.agree(
                                                        said.priceOf(it), current.priceOf(it)));
    }

    /** What holds on a condition: the usual prices, if the sheet names no others. */
    private static PriceSheet on(Condition condition, PriceSheet current) {
        return current.variants().stream()
                .filter(it -> SheetMapping.isSame(it.condition(), condition))
                .map(PriceVariant::prices)
                .findAny()
                .orElse(current);
    }

    private static Decision agreed(Verdict.Agreed agreed, PriceSheet current) {
        return switch (SheetMapping.toSheet(agreed.price(), current)) {
            case Mapped.DoesNotFit(String reason) -> new Decision.Wait(List.of(reason), null);
            case Mapped.Fits(PriceSheet sheet) -> moved(agreed, current, sheet);
        };
    }

    private static Decision moved(Verdict.Agreed agreed, PriceSheet current, PriceSheet sheet) {
        if (sheet.equals(current)) {
            return new Decision.Confirm();
        }
        List<String> doubts = Movement.doubts(current, sheet);
        return doubts.isEmpty()
                ? new Decision.Publish(sheet, agreed.sources())
                : new Decision.Wait(doubts, sheet);
    }

    /** Tiers are asked about only when nothing else is to be done. */
    private static Decision withTiers(
            Decision decision, Offer offer, PriceSheet current, Collection<PriceList> lists) {
        return decision instanceof Decision.Confirm
                ? TierReview.of(offer, current, lists).map(Decision.class::cast).orElse(decision)
                : decision;
    }

    private static List<String> sentences(Map<ListFormat, String> reasons) {
        return reasons.entrySet().stream()
                .map(each -> each.getKey().code() + ": " + each.getValue())
                .sorted()
                .toList();
    }
}
