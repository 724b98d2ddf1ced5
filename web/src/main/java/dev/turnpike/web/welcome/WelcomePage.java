package dev.turnpike.web.welcome;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.web.credits.PurchaseForm;
import dev.turnpike.web.keys.FreshKey;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.signin.SignedIn;
import dev.turnpike.web.usage.CallRow;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The first steps: credit, a key, a request. Each ticks itself when it is done. */
@Path("/welcome")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class WelcomePage {

    private final Desk desk;
    private final Ledger ledger;
    private final ApiKeys keys;
    private final FirstRequest firstRequest;
    private final FirstCall firstCall;

    @Inject
    public WelcomePage(
            Desk desk,
            Ledger ledger,
            ApiKeys keys,
            FirstRequest firstRequest,
            FirstCall firstCall) {
        this.desk = desk;
        this.ledger = ledger;
        this.keys = keys;
        this.firstRequest = firstRequest;
        this.firstCall = firstCall;
    }

    @GET
    public Page show() {
        AccountId account = desk.visitor().account();
        String secret =
                desk.notes().take(FreshKey.class).map(key -> key.secret().text()).orElse("");
        boolean hasKey = keys.list(account).stream().anyMatch(key -> key.revokedAt() == null);
        Page page =
                Page.of("welcome/show", "First steps", Section.WELCOME)
                        .with("secret", secret)
                        .with("hasKey", hasKey)
                        .with("request", firstRequest.forKey(secret));
        return withProgress(page, account);
    }

    /** The part that waits for the first answer; the page asks for it every second. */
    @GET
    @Path("first-call")
    public Page progress() {
        return withProgress(Page.fragment("welcome/first-call"), desk.visitor().account());
    }

    private Page withProgress(Page page, AccountId account) {
        // First the call, then the balance: the other way round the call could be paid between
        // the two looks, and be shown with the balance of before it.
        Optional<CallRow> call = firstCall.find(account);
        Balance balance = ledger.balance(account);
        Page withBalance =
                page.with("form", PurchaseForm.EMPTY)
                        .with("hasCredit", balance.posted().isPositive())
                        .with("balance", Amount.of(balance.posted()));
        return call.map(arrived -> withBalance.with("call", arrived)).orElse(withBalance);
    }
}
