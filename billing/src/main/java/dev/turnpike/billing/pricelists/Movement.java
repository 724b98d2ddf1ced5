package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells moves of a price that only a person may allow. */
final class Movement {

    /** More is rather a slip in a list, or in its unit, than a new price. */
    private static final long MOST = 10;

    private Movement() {}

    /**
     * A sentence for each class that has moved too far, became free, or is named no more; for
     * prices of service tiers, which would stay where they are; and for a sheet that is free
     * throughout, wherever it came from.
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
            doubt("", tokenClass, from, to, doubts);
        }
        addVariants(from, to, doubts);
        if (from.variants().stream().anyMatch(variant -> variant.condition().tier() != null)) {
            doubts.add("no two lists tell whether the prices of service tiers have moved, too");
        }
        return doubts;
    }

    /** The classes whose usual price moves more than tenfold, or from or to zero. */
    static Set<TokenClass> bold(PriceSheet from, PriceSheet to) {
        Set<TokenClass> bold = EnumSet.noneOf(TokenClass.class);
        for (TokenClass tokenClass : TokenClass.values()) {
            UnitPrice before = from.isKnown(tokenClass) ? from.priceOf(tokenClass) : null;
            UnitPrice after = to.listed(tokenClass);
            if (after != null && isBold(before, after)) {
                bold.add(tokenClass);
            }
        }
        return bold;
    }

    private static boolean isBold(@Nullable UnitPrice before, UnitPrice after) {
        return before == null
                ? after.isFree()
                : before.isFree() != after.isFree()
                        || isMoreThanTenfold(before, after)
                        || isMoreThanTenfold(after, before);
    }

    /** A variant moves from what held on its condition before, be it the usual prices. */
    private static void addVariants(PriceSheet from, PriceSheet to, List<String> doubts) {
        for (PriceVariant variant : to.variants()) {
            PriceSheet before = find(variant.condition(), from).orElse(from);
            for (TokenClass tokenClass : TokenClass.values()) {
                String when = variant.condition().words() + ", ";
                doubt(when, tokenClass, before, variant.prices(), doubts);
            }
        }
        for (PriceVariant variant : from.variants()) {
            if (find(variant.condition(), to).isEmpty()) {
                doubts.add(
                        variant.condition().words() + ": no two lists name other prices any more");
            }
        }
    }

    private static Optional<PriceSheet> find(PriceCondition condition, PriceSheet sheet) {
        return sheet.variants().stream()
                .filter(variant -> variant.condition().equals(condition))
                .map(PriceVariant::prices)
                .findAny();
    }

    private static void doubt(
            String when,
            TokenClass tokenClass,
            PriceSheet from,
            PriceSheet to,
            List<String> doubts) {
        boolean isNamed = from.listed(tokenClass) != null || to.listed(tokenClass) != null;
        if (!isNamed || !from.isKnown(tokenClass)) {
            return;
        }
        if (!to.isKnown(tokenClass)) {
            doubts.add(when + tokenClass.label() + ": no two lists name a price any more");
            return;
        }
        UnitPrice before = from.priceOf(tokenClass);
        UnitPrice after = to.priceOf(tokenClass);
        String move =
                when
                        + tokenClass.label()
                        + ": from "
                        + EvidenceWords.price(tokenClass, before)
                        + " to "
                        + EvidenceWords.price(tokenClass, after);
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
