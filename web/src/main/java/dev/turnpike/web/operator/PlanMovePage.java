package dev.turnpike.web.operator;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.plans.Plan;
import dev.turnpike.billing.plans.PlanBook;
import dev.turnpike.billing.plans.PlanSetting;
import dev.turnpike.billing.plans.Standings;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Moves an account to a plan. */
@Path("/operator/plans/moves")
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class PlanMovePage {

    private final Desk desk;
    private final PlansView view;
    private final PlanBook book;
    private final Standings standings;
    private final PlanSetting setting;

    @Inject
    public PlanMovePage(
            Desk desk, PlansView view, PlanBook book, Standings standings, PlanSetting setting) {
        this.desk = desk;
        this.view = view;
        this.book = book;
        this.standings = standings;
        this.setting = setting;
    }

    @POST
    public Response create() {
        MoveForm form = MoveForm.read(desk.fields());
        Optional<Plan> plan =
                book.list().stream().filter(it -> it.id().toString().equals(form.to())).findFirst();
        if (plan.isEmpty()) {
            return again(form.withError("to", "Choose one of the listed plans."));
        }
        // Two are enough to know that it is not one.
        List<AccountId> named =
                form.namesSomething() ? standings.listNamed(form.account(), 2) : List.of();
        return switch (named.size()) {
            case 0 -> again(form.withError("account", "There is no account of that name."));
            case 1 -> move(form, named.getFirst(), plan.get());
            default ->
                    again(
                            form.withError(
                                    "account",
                                    "Several accounts have a member with this address: name the"
                                            + " account by its id."));
        };
    }

    private Response move(MoveForm form, AccountId account, Plan plan) {
        return switch (setting.move(account, plan.id(), desk.visitor().member().email())) {
            case PlanSetting.Done(var now) -> {
                desk.notes()
                        .keep(Flash.done("The account is on the plan %s.".formatted(now.name())));
                yield Redirect.to(PlansPage.PATH);
            }
            case PlanSetting.UnknownPlan _,
                    PlanSetting.NameTaken _,
                    PlanSetting.DearerThanUsual _ ->
                    again(form.withError("to", "There is no such plan any more."));
        };
    }

    private Response again(MoveForm form) {
        return Response.ok(view.page(PlanForm.EMPTY, form).withStatus(PlansPage.UNPROCESSABLE))
                .build();
    }
}
