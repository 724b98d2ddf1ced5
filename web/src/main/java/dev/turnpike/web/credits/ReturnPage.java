package dev.turnpike.web.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PaymentFulfilment;
import dev.turnpike.billing.credits.Payments.PaidOtherwise;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.usage.Generations;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.page.Visitors;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the payment page sends the buyer. Asks what became of the payment instead of waiting for
 * the event about it, so that the balance is right on the first look.
 */
@Path("/credits/return")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class ReturnPage {

    private static final Logger LOG = Logger.getLogger(ReturnPage.class.getName());

    /** The same for a wrong address and for somebody else's purchase: neither is told apart. */
    static final Page UNKNOWN =
            Page.of("credits/unknown", "Unknown payment", Section.CREDITS).withStatus(404);

    private final Visitors visitors;
    private final Purchases purchases;
    private final PaymentFulfilment fulfilment;
    private final Ledger ledger;
    private final Generations generations;

    @Inject
    public ReturnPage(
            Visitors visitors,
            Purchases purchases,
            PaymentFulfilment fulfilment,
            Ledger ledger,
            Generations generations) {
        this.visitors = visitors;
        this.purchases = purchases;
        this.fulfilment = fulfilment;
        this.ledger = ledger;
        this.generations = generations;
    }

    @GET
    public Response show(
            @QueryParam("purchase") @Nullable String id,
            @QueryParam("session_id") @Nullable String checkout) {
        if (id == null && checkout == null) {
            return Redirect.to("/credits");
        }
        List<Purchase> own = purchases.list(visitors.getVisitor().account());
        return Response.ok(find(own, id, checkout).map(this::returned).orElse(UNKNOWN)).build();
    }

    Page returned(Purchase purchase) {
        try {
            fulfilment.look(purchase);
        } catch (PaymentsUnavailable e) {
            // The event or the sweep credits it; the page says that it waits.
            LOG.log(Level.WARNING, "A payment could not be looked up: {0}", e.getMessage());
        } catch (PaidOtherwise e) {
            LOG.log(Level.SEVERE, "A payment must be looked at by a person.", e);
            return otherwise(purchase);
        }
        AccountId account = purchase.account();
        Purchase now = purchases.find(account, purchase.id()).orElseThrow();
        if (now.isPaidOtherwise()) {
            return otherwise(now);
        }
        boolean isNew = generations.listRecent(account, null, 1).isEmpty();
        return page(PurchaseRow.of(now), ledger.balance(account), isNew);
    }

    private static Page otherwise(Purchase purchase) {
        return Page.of("credits/otherwise", "Your payment", Section.CREDITS)
                .with("purchase", PurchaseRow.of(purchase));
    }

    /** The same balance as at the top of the page, whatever running calls hold of it. */
    static Page page(PurchaseRow purchase, Balance balance, boolean isNew) {
        return Page.of("credits/return", "Your payment", Section.CREDITS)
                .with("purchase", purchase)
                .with("balance", Amount.of(balance.posted()))
                .with("isNew", isNew);
    }

    /** The purchase that the address names, by our id or by the payment provider's. */
    static Optional<Purchase> find(
            List<Purchase> own, @Nullable String id, @Nullable String checkout) {
        return own.stream()
                .filter(purchase -> id == null || purchase.id().toString().equals(id))
                .filter(purchase -> checkout == null || checkout.equals(purchase.checkoutId()))
                .findFirst();
    }
}
