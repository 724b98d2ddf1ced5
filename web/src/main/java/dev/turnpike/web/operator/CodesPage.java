package dev.turnpike.web.operator;

import dev.turnpike.billing.promotions.CodeCreation;
import dev.turnpike.billing.promotions.PromotionalCodes;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Paging;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All promotional codes, and the form that makes one. */
@Path("/operator/codes")
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class CodesPage {

    private static final String PATH = "/operator/codes";
    private static final int UNPROCESSABLE = 422;

    private final Desk desk;
    private final PromotionalCodes codes;
    private final CodeCreation creation;
    private final InstantSource clock;

    @Inject
    public CodesPage(
            Desk desk, PromotionalCodes codes, CodeCreation creation, InstantSource clock) {
        this.desk = desk;
        this.codes = codes;
        this.creation = creation;
        this.clock = clock;
    }

    @GET
    public Page list(@QueryParam("page") @Nullable String asked) {
        return page(CodeForm.EMPTY, asked == null ? "" : asked);
    }

    @POST
    public Response create() {
        CodeForm form = CodeForm.read(desk.fields());
        return switch (form.check(today())) {
            case CodeForm.Bad(CodeForm bad) -> again(bad);
            case CodeForm.Good(CodeCreation.Order order) -> create(form, order);
        };
    }

    private Response create(CodeForm form, CodeCreation.Order order) {
        return switch (creation.create(order, desk.visitor().member().email())) {
            case CodeCreation.Created(var code) -> {
                desk.notes().keep(Flash.done("The code " + code.text() + " can be redeemed now."));
                yield Redirect.to(PATH);
            }
            case CodeCreation.TextTaken _ ->
                    again(
                            form.withErrors(
                                    Map.of("code", "There is a code that reads like this one.")));
        };
    }

    private Response again(CodeForm form) {
        return Response.ok(page(form, "").withStatus(UNPROCESSABLE)).build();
    }

    /** The page, with this form in it. */
    Page page(CodeForm form, String asked) {
        Paging paging = Paging.of(asked, codes.count());
        int offset = Math.max(0, paging.from() - 1);
        List<CodeRow> rows =
                codes.list(offset, paging.to() - offset).stream()
                        .map(code -> CodeRow.of(code, today()))
                        .toList();
        return Page.of("operator/codes", "Codes", Section.OPERATOR)
                .with("codes", rows)
                .with("paging", paging)
                .with("filter", new Address())
                .with("form", form);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Where the pages of the list are. */
    public record Address() {
        public String address(int page) {
            return PATH + "?page=" + page;
        }
    }
}
