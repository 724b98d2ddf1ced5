package dev.turnpike.web.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.CreditSettings;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.PortalSettings;
import dev.turnpike.web.page.Visitors;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The balance, the forms that bring more, and what was bought. */
@Path("/credits")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class CreditsPage {

    private final Visitors visitors;
    private final Ledger ledger;
    private final Purchases purchases;
    private final Returns returns;
    private final CardSection cards;
    private final PortalSettings settings;

    @Inject
    public CreditsPage(
            Visitors visitors,
            Ledger ledger,
            Purchases purchases,
            Returns returns,
            CardSection cards,
            PortalSettings settings) {
        this.visitors = visitors;
        this.ledger = ledger;
        this.purchases = purchases;
        this.returns = returns;
        this.cards = cards;
        this.settings = settings;
    }

    @GET
    public Page show(@QueryParam("cancelled") @Nullable String cancelled) {
        return page(PurchaseForm.EMPTY, RedemptionForm.EMPTY).with("cancelled", cancelled != null);
    }

    /** The page, with these forms in it. */
    Page page(PurchaseForm form, RedemptionForm redemption) {
        AccountId account = visitors.getVisitor().account();
        return cards.into(Page.of("credits/show", "Credits", Section.CREDITS), account)
                .with("wallet", Wallet.of(ledger.balance(account)))
                .with("lots", ledger.listLots(account).stream().map(LotRow::of).toList())
                .with("purchases", rows(account))
                .with("form", form)
                .with("redemption", redemption)
                .with("cancelled", false)
                .with("simulated", settings.simulatedPayments())
                .with("minimum", Amount.of(CreditSettings.DEFAULT.minimum()))
                .with("maximum", Amount.of(CreditSettings.DEFAULT.maximum()));
    }

    /** The page, with this form for automatic top-up in it. */
    Page page(TopUpForm form) {
        return page(PurchaseForm.EMPTY, RedemptionForm.EMPTY).with("topUpForm", form);
    }

    private List<PurchaseRow> rows(AccountId account) {
        Map<PurchaseId, List<TakeBack>> gone = returns.list(account);
        return purchases.list(account).stream()
                .map(one -> PurchaseRow.of(one, gone.getOrDefault(one.id(), List.of())))
                .toList();
    }

    /**
     * The balance in its parts. What is left beside the calls that run is not among them: it moves
     * with every one of them and frightens, as if it had been spent.
     *
     * @param posted all that is paid and not spent
     * @param held what of it is set aside for running calls; null when nothing is
     * @param due what is owed beyond it; null when nothing is
     */
    public record Wallet(Amount posted, @Nullable Amount held, @Nullable Amount due) {
        static Wallet of(Balance balance) {
            return new Wallet(
                    Amount.of(balance.posted()),
                    amountOf(balance.held()),
                    amountOf(balance.receivable()));
        }

        private static @Nullable Amount amountOf(Usd usd) {
            return usd.isZero() ? null : Amount.of(usd);
        }
    }
}
