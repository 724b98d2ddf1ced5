package dev.turnpike.web.operator;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseSearch;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds purchases of every account. */
@Path("/operator/purchases")
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class PurchasesPage {

    static final String PATH = "/operator/purchases";

    /** The newest; whoever looks for one knows something about it. */
    static final int MAX_ROWS = 50;

    /** No id, address or number is longer. */
    private static final int LONGEST = 254;

    private final PurchaseSearch search;

    @Inject
    public PurchasesPage(PurchaseSearch search) {
        this.search = search;
    }

    @GET
    public Page list(@QueryParam("q") @Nullable String asked) {
        String text = asked == null ? "" : asked.strip();
        String sought = text.substring(0, Math.min(text.length(), LONGEST));
        return Page.of("operator/sold", "Purchases", Section.OPERATOR)
                .with("sought", sought)
                .with("most", MAX_ROWS)
                .with("purchases", find(sought).stream().map(SoldRow::of).toList());
    }

    /** Nothing has a control character in it, and the database takes not every one of them. */
    private List<Purchase> find(String sought) {
        return sought.chars().anyMatch(Character::isISOControl)
                ? List.of()
                : search.list(sought, MAX_ROWS);
    }
}
