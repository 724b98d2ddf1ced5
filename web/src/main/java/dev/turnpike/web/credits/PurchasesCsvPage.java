package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.Purchases;
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
import org.jspecify.annotations.Nullable;

/**
 * Hands out the purchases for a spreadsheet, the newest first. Columns stay as they are; moments
 * are in UTC, and empty when they have not come; {@code state} is {@code open}, {@code credited} or
 * {@code expired}.
 */
@Path("/credits/purchases.csv")
@Singleton
@SignedIn
public class PurchasesCsvPage {

    private final Visitors visitors;
    private final Purchases purchases;

    @Inject
    public PurchasesCsvPage(Visitors visitors, Purchases purchases) {
        this.visitors = visitors;
        this.purchases = purchases;
    }

    @GET
    public Response show() {
        return Download.csv(
                table(purchases.list(visitors.getVisitor().account())), "turnpike-purchases.csv");
    }

    static Csv table(List<Purchase> bought) {
        Csv table =
                new Csv(
                        "purchase_id",
                        "created_at",
                        "credited_at",
                        "state",
                        "amount_usd",
                        "payment_id",
                        "buyer_email");
        bought.forEach(each -> table.add(cells(each)));
        return table;
    }

    private static Cell[] cells(Purchase purchase) {
        String payment = purchase.paymentId();
        return new Cell[] {
            Cell.text(purchase.id().toString()),
            Cell.text(text(purchase.createdAt())),
            Cell.text(text(purchase.creditedAt())),
            Cell.text(purchase.status().name().toLowerCase(Locale.ROOT)),
            Cell.amount(purchase.amount()),
            Cell.text(payment == null ? "" : payment),
            Cell.text(purchase.buyerEmail())
        };
    }

    private static String text(@Nullable Instant moment) {
        return moment == null ? "" : moment.toString();
    }
}
