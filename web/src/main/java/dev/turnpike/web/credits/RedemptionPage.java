package dev.turnpike.web.credits;

import dev.turnpike.billing.promotions.CodeRedemption;
import dev.turnpike.billing.promotions.CodeText;
import dev.turnpike.billing.promotions.Redemption;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Moment;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Takes the form in which a promotional code is redeemed. */
@Path("/credits/redemptions")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class RedemptionPage {

    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;

    private final Desk desk;
    private final CreditsPage credits;
    private final CodeRedemption redemption;

    @Inject
    public RedemptionPage(Desk desk, CreditsPage credits, CodeRedemption redemption) {
        this.desk = desk;
        this.credits = credits;
        this.redemption = redemption;
    }

    @POST
    public Response create() {
        RedemptionForm form = RedemptionForm.read(desk.fields());
        Optional<CodeText> text = CodeText.parse(form.code());
        if (text.isEmpty()) {
            return again(form.malformed(), UNPROCESSABLE).build();
        }
        return switch (redemption.create(desk.visitor().account(), text.get())) {
            case Redemption.Redeemed redeemed -> {
                desk.notes().keep(thanks(redeemed));
                yield Redirect.to("/credits");
            }
            case Redemption.TooManyTries(var wait) ->
                    again(form.tooManyTries(wait), TOO_MANY)
                            .header(HttpHeaders.RETRY_AFTER, wait.toSeconds() + 1)
                            .build();
            case Redemption.Refused refusal -> again(form.refused(refusal), UNPROCESSABLE).build();
        };
    }

    /** Somebody who reloaded after a refusal. */
    @GET
    public Response show() {
        return Redirect.to("/credits");
    }

    /** What the next page says. */
    static Flash thanks(Redemption.Redeemed redeemed) {
        return Flash.done(
                "%s of promotional credit is yours. It is spent first, and what is left of it ends on %s."
                        .formatted(
                                Amount.of(redeemed.amount()),
                                Moment.of(redeemed.expiresAt()).text()));
    }

    private Response.ResponseBuilder again(RedemptionForm form, int status) {
        Page page = credits.page(PurchaseForm.EMPTY, form);
        return Response.ok(page.withStatus(status));
    }
}
