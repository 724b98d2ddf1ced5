package dev.turnpike.web.operator;

import dev.turnpike.billing.plans.PlanBook;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.plans.PlanRules;
import dev.turnpike.billing.plans.PlanSetting;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What accounts pay by their plan, and the form that makes or changes one. */
@Path("/operator/plans")
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class PlansPage {

    static final String PATH = "/operator/plans";
    static final int UNPROCESSABLE = 422;

    private final Desk desk;
    private final PlansView view;
    private final PlanBook book;
    private final PlanSetting setting;
    private final Plans plans;

    @Inject
    public PlansPage(Desk desk, PlansView view, PlanBook book, PlanSetting setting, Plans plans) {
        this.desk = desk;
        this.view = view;
        this.book = book;
        this.setting = setting;
        this.plans = plans;
    }

    /** The address may name a plan to be changed: then the form is filled in. */
    @GET
    public Page list() {
        String asked = desk.fields().text("plan");
        PlanForm form =
                book.list().stream()
                        .filter(plan -> plan.id().toString().equals(asked))
                        .findFirst()
                        .map(PlanForm::of)
                        .orElse(PlanForm.EMPTY);
        return view.page(form, MoveForm.EMPTY);
    }

    @POST
    public Response set() {
        PlanForm form = PlanForm.read(desk.fields());
        return switch (form.check(book.list())) {
            case PlanForm.Bad(PlanForm bad) -> again(bad);
            case PlanForm.Good(var plan, var name, var rules) ->
                    answer(form, set(plan, name, rules));
        };
    }

    private PlanSetting.Outcome set(@Nullable PlanId plan, String name, PlanRules rules) {
        String by = desk.visitor().member().email();
        return plan == null ? setting.create(name, rules, by) : setting.change(plan, rules, by);
    }

    private Response answer(PlanForm form, PlanSetting.Outcome outcome) {
        return switch (outcome) {
            case PlanSetting.Done(var plan) -> {
                plans.refresh();
                desk.notes()
                        .keep(
                                Flash.done(
                                        "The plan %s is in force on all servers in seconds."
                                                .formatted(plan.name())));
                yield Redirect.to(PATH);
            }
            case PlanSetting.NameTaken _ ->
                    again(form.withErrors(Map.of("name", "There is a plan with this name.")));
            case PlanSetting.UnknownPlan _ ->
                    again(form.withErrors(Map.of("name", "There is no such plan any more.")));
            case PlanSetting.DearerThanUsual(var usual) ->
                    again(
                            form.withErrors(
                                    Map.of(
                                            "steps",
                                            "Whoever spends more must not pay more: without a"
                                                    + " markup of its own, a plan begins at the"
                                                    + " platform's, "
                                                    + usual.toPercent()
                                                    + ".")));
        };
    }

    private Response again(PlanForm form) {
        return Response.ok(view.page(form, MoveForm.EMPTY).withStatus(UNPROCESSABLE)).build();
    }
}
