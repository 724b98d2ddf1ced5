package dev.turnpike.web.operator;

import dev.turnpike.billing.pricing.MarkupBook;
import dev.turnpike.billing.pricing.MarkupChange;
import dev.turnpike.billing.pricing.MarkupSetting;
import dev.turnpike.billing.pricing.Markups;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Takes a markup away, also of what the catalogue has no more. */
@Path("/operator/markups/removal")
@Singleton
@SignedIn
@OperatorsOnly
public class MarkupRemovalPage {

    private final Desk desk;
    private final MarkupBook book;
    private final MarkupSetting setting;
    private final Markups markups;

    @Inject
    public MarkupRemovalPage(Desk desk, MarkupBook book, MarkupSetting setting, Markups markups) {
        this.desk = desk;
        this.book = book;
        this.setting = setting;
        this.markups = markups;
    }

    @POST
    public Response create() {
        String code = desk.fields().text("target");
        String by = desk.visitor().member().email();
        boolean removed =
                book.listInForce().stream()
                        .map(MarkupChange::subject)
                        .filter(it -> MarkupTarget.of(it).code().equals(code))
                        .anyMatch(it -> setting.remove(it, by));
        markups.refresh();
        desk.notes()
                .keep(
                        removed
                                ? Flash.done("The markup is removed.")
                                : Flash.problem("The markup was already removed."));
        return Redirect.to(MarkupsPage.PATH);
    }
}
