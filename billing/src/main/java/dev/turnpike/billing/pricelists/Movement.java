package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.ArrayList;
import java.util.List;

/** Tells moves of a price that only a person may allow. */
final class Movement {

    /** More is rather a slip in a list, or in its unit, than a new price. */
    private static final long MOST = 10;

    private Movement() {}

    /**
     * A sentence for each class that has moved too far, became free, or is named no more; and for a
     * sheet that is free throughout, wherever it came from.
     */
    static List<String> doubts(PriceSheet from, PriceSheet to) {
        List<String> doubts = new ArrayList<>();
        if (to.isFree()) {
            // Lists write 0, too, for what is priced by the song or the picture.
            doubts.add("every price is 0");
        }
        if (!from.isComplete()) {
            return doubts;
        }
        for (TokenClass tokenClass : TokenClass.values()) {
            doubt(tokenClass, from, to, doubts);
        }
        return doubts;
    }

    private static void doubt(
            TokenClass tokenClass, PriceSheet from, PriceSheet to, List<String> doubts) {
        if (!from.isKnown(tokenClass)) {
            return;
        }
        if (!to.isKnown(tokenClass)) {
            doubts.add(tokenClass.label() + ": no two lists name a price any more");
            return;
        }
        UnitPrice before = from.priceOf(tokenClass);
        UnitPrice after = to.priceOf(tokenClass);
        String move =
                tokenClass.label()
                        + ": from $"
                        + before.toPlainString()
                        + " to $"
                        + after.toPlainString();
        if (isNamedNoMore(tokenClass, from, to) && !Votes.agree(before, after)) {
            doubts.add(move + ", because no two lists name it any more");
        } else if (before.isFree() != after.isFree()) {
            doubts.add(move);
        } else if (isMoreThanTenfold(before, after) || isMoreThanTenfold(after, before)) {
            doubts.add(move + ", more than tenfold");
        }
    }

    private static boolean isNamedNoMore(TokenClass tokenClass, PriceSheet from, PriceSheet to) {
        return from.listed(tokenClass) != null && to.listed(tokenClass) == null;
    }

    private static boolean isMoreThanTenfold(UnitPrice less, UnitPrice more) {
        return less.picos() < more.picos() / MOST;
    }
}
