package dev.turnpike.web.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PaymentFulfilment;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.usage.Generations;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Visitors;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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
    public Page show(
            @QueryParam("purchase") @Nullable String id,
            @QueryParam("session_id") @Nullable String checkout) {
        AccountId account = visitors.getVisitor().account();
        Purchase purchase =
                choose(purchases.list(account), id, checkout).orElseThrow(NotFoundException::new);
        fulfil(purchase);
        PurchaseRow now = purchases.find(account, purchase.id()).map(PurchaseRow::of).orElseThrow();
        return Page.of("credits/return", "Your payment", Section.CREDITS)
                .with("purchase", now)
                .with("balance", Amount.of(ledger.balance(account).available()))
                .with("isNew", generations.listRecent(account, null, 1).isEmpty());
    }

    /** The purchase that is named, or else the newest: that is the one somebody returns from. */
    static Optional<Purchase> choose(
            List<Purchase> all, @Nullable String id, @Nullable String checkout) {
        return all.stream()
                .filter(purchase -> id == null || purchase.id().toString().equals(id))
                .filter(purchase -> checkout == null || checkout.equals(purchase.checkoutId()))
                .findFirst();
    }

    private void fulfil(Purchase purchase) {
        try {
            fulfilment.fulfil(purchase);
        } catch (PaymentsUnavailable e) {
            // The event or the sweep credits it; the page says that it waits.
            LOG.log(Level.WARNING, "A payment could not be looked up.", e);
        }
    }
}
