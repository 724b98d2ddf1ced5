package dev.turnpike.web.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.TakeBacks;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Csv;
import dev.turnpike.web.page.Csv.Cell;
import dev.turnpike.web.page.Download;
import dev.turnpike.web.page.Visitors;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the purchases for a spreadsheet, the newest first. Columns stay as they are; moments
 * are in UTC, and empty when they have not come; {@code state} is {@code open}, {@code credited} or
 * {@code expired}. What was refunded, and what is disputed or lost, is all that went back, tax
 * included.
 */
@Path("/credits/purchases.csv")
@Singleton
@SignedIn
public class PurchasesCsvPage {

    private final Visitors visitors;
    private final Purchases purchases;
    private final TakeBacks takeBacks;

    @Inject
    public PurchasesCsvPage(Visitors visitors, Purchases purchases, TakeBacks takeBacks) {
        this.visitors = visitors;
        this.purchases = purchases;
        this.takeBacks = takeBacks;
    }

    @GET
    public Response show() {
        AccountId account = visitors.getVisitor().account();
        Map<PurchaseId, List<TakeBack>> taken =
                takeBacks.list(account).stream().collect(Collectors.groupingBy(TakeBack::purchase));
        return Download.csv(table(purchases.list(account), taken), "turnpike-purchases.csv");
    }

    static Csv table(List<Purchase> bought, Map<PurchaseId, List<TakeBack>> taken) {
        Csv table =
                new Csv(
                        "purchase_id",
                        "created_at",
                        "credited_at",
                        "state",
                        "amount_usd",
                        "payment_id",
                        "buyer_email",
                        "tax_usd",
                        "refunded_usd",
                        "disputed_usd");
        bought.forEach(each -> table.add(cells(each, taken.getOrDefault(each.id(), List.of()))));
        return table;
    }

    private static Cell[] cells(Purchase purchase, List<TakeBack> taken) {
        String payment = purchase.paymentId();
        return new Cell[] {
            Cell.text(purchase.id().toString()),
            Cell.text(text(purchase.createdAt())),
            Cell.text(text(purchase.creditedAt())),
            Cell.text(purchase.status().name().toLowerCase(Locale.ROOT)),
            Cell.amount(purchase.amount()),
            Cell.text(payment == null ? "" : payment),
            Cell.text(purchase.buyerEmail()),
            Cell.amount(purchase.tax()),
            Cell.amount(gone(taken, TakeBack.Kind.REFUND)),
            Cell.amount(gone(taken, TakeBack.Kind.DISPUTE))
        };
    }

    private static Usd gone(List<TakeBack> taken, TakeBack.Kind kind) {
        return taken.stream()
                .filter(it -> it.kind() == kind && it.status() != TakeBack.Status.GIVEN_BACK)
                .map(TakeBack::amount)
                .reduce(Usd.ZERO, Usd::plus);
    }

    private static String text(@Nullable Instant moment) {
        return moment == null ? "" : moment.toString();
    }
}
