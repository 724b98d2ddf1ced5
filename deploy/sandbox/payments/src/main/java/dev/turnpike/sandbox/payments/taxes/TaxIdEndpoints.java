package dev.turnpike.sandbox.payments.taxes;

import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.Listing;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Serves the tax ids of a customer. */
public final class TaxIdEndpoints {

    private static final String PATH = "/v1/customers/{id}/tax_ids";

    private final TaxIds taxIds;

    public TaxIdEndpoints(TaxIds taxIds) {
        this.taxIds = taxIds;
    }

    /** What is served under {@code /v1/customers/{id}/tax_ids}. */
    public List<Route> routes(ObjectStore store) {
        ParameterRules create =
                ParameterRules.expandOnly().with("value", TEXT).with("type", type());
        return List.of(
                Route.of("POST", PATH, create, this::create),
                new Listing(store, Kind.TAX_ID, PATH).ownedBy("/customer").withoutTime().route(),
                Route.of("GET", PATH + "/{id}", ParameterRules.expandOnly(), TaxIdEndpoints::find),
                Route.of(
                        "DELETE",
                        PATH + "/{id}",
                        ParameterRules.expandOnly(),
                        TaxIdEndpoints::delete));
    }

    /** The rule for the type of a tax id. */
    public static ParameterRules.Rule type() {
        return new ParameterRules.OneOf(TaxIdNumber.types());
    }

    /** What Stripe says to a value that does not have the form of its type. */
    public static ApiError invalid(String type, String parameter) {
        return ApiError.invalid("tax_id_invalid", "Invalid value for " + type + ".", parameter);
    }

    private Reply create(Call call) {
        FormParameters given = call.parameters();
        for (String required : List.of("type", "value")) {
            if (!given.has(required)) {
                return new Reply.Refused(ApiError.missing(required));
            }
        }
        if (call.changes().find(Kind.CUSTOMER, call.id()).isEmpty()) {
            return new Reply.Refused(ApiError.notFound(Kind.CUSTOMER, call.id()));
        }
        String type = given.find("type").orElseThrow();
        return TaxIdNumber.find(type, given.find("value").orElseThrow())
                .<Reply>map(number -> new Reply.Done(taxIds.add(call.id(), number, call.changes())))
                .orElseGet(() -> new Reply.Refused(invalid(type, "value")));
    }

    private static Reply find(Call call) {
        return findOwned(call)
                .<Reply>map(Reply.Done::new)
                .orElseGet(() -> new Reply.Refused(missing(call)));
    }

    private static Reply delete(Call call) {
        if (findOwned(call).isEmpty()) {
            return new Reply.Refused(missing(call));
        }
        ObjectNode gone = TaxIds.gone(call.pathIds().getLast());
        call.changes().put(gone);
        return new Reply.Done(gone);
    }

    private static Optional<ObjectNode> findOwned(Call call) {
        return call.changes()
                .find(Kind.TAX_ID, call.pathIds().getLast())
                .filter(taxId -> Json.textAt(taxId, "/customer").equals(call.id()));
    }

    private static ApiError missing(Call call) {
        return ApiError.notFound(Kind.TAX_ID, call.pathIds().getLast());
    }
}
