package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.TakeBacks;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.credits.refunds.RefundAsking;
import dev.turnpike.billing.credits.refunds.Refundable;
import dev.turnpike.billing.credits.refunds.Refunds;
import dev.turnpike.web.page.Amount;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws up what a page tells of one purchase, for its buyer or for an operator. */
@Singleton
public class PurchaseSheets {

    private final TakeBacks takeBacks;
    private final Refunds refunds;
    private final RefundAsking asking;

    @Inject
    public PurchaseSheets(TakeBacks takeBacks, Refunds refunds, RefundAsking asking) {
        this.takeBacks = takeBacks;
        this.refunds = refunds;
        this.asking = asking;
    }

    /** The sheet of a purchase, with what its reader may do. */
    public PurchaseSheet of(Purchase purchase, boolean isOperator) {
        List<TakeBack> taken = takeBacks.list(purchase.account(), purchase.id());
        List<Refund> asked = refunds.list(purchase.account(), purchase.id());
        Refundable left = asking.refundable(purchase);
        return new PurchaseSheet(
                PurchaseRow.of(purchase, Returns.together(taken, asked).toList()),
                PurchaseSheet.amountOf(purchase.tax()),
                Amount.of(purchase.amount().plus(purchase.tax())),
                rows(taken, asked),
                PurchaseSheet.Remains.of(left.most(), left.tax(), left.most().minus(left.free())),
                asking.findObstacle(purchase, isOperator).map(RefundForm::sentence).orElse(""));
    }

    /** What we asked for ourselves stands there once, as we know it. */
    private static List<ReturnRow> rows(List<TakeBack> taken, List<Refund> asked) {
        Set<String> ours =
                asked.stream()
                        .map(refund -> String.valueOf(refund.returnId()))
                        .collect(Collectors.toSet());
        return Stream.concat(
                        asked.stream().map(ReturnRow::of),
                        taken.stream().filter(it -> !ours.contains(it.id())).map(ReturnRow::of))
                .sorted(Comparator.comparing(row -> row.at().iso()))
                .toList();
    }
}
