package dev.turnpike.sandbox.payments;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.Expansion;
import dev.turnpike.sandbox.payments.api.Listing;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.checkout.CheckoutCreation;
import dev.turnpike.sandbox.payments.checkout.SessionExpiry;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.util.List;

/** The endpoints of checkout, and those that are only read. */
final class Routes {

    private static final String SESSIONS = "/v1/checkout/sessions";
    private static final String INVOICES = "/v1/invoices";
    private static final String BALANCE = "/v1/balance_transactions";
    private static final String EVENTS = "/v1/events";

    private Routes() {}

    static List<Route> ofCheckout(
            ObjectStore store, CheckoutCreation checkout, SessionExpiry expiry) {
        var list =
                new Listing(store, Kind.CHECKOUT_SESSION, SESSIONS)
                        .filteredBy("payment_intent", "/payment_intent")
                        .filteredBy("customer", "/customer")
                        .filteredBy("customer_details[email]", "/customer_details/email")
                        .filteredBy("status", "/status");
        return List.of(
                Route.of("POST", SESSIONS, CheckoutCreation.rules(), checkout::create),
                list.route(),
                Route.found(SESSIONS, Kind.CHECKOUT_SESSION),
                Route.of(
                        "POST",
                        SESSIONS + "/{id}/expire",
                        ParameterRules.expandOnly(),
                        expiry::expire),
                Route.of("GET", SESSIONS + "/{id}/line_items", lineItemRules(), Routes::lineItems));
    }

    static List<Route> onlyRead(ObjectStore store) {
        return List.of(
                new Listing(store, Kind.INVOICE, INVOICES)
                        .filteredBy("customer", "/customer")
                        .filteredBy("status", "/status")
                        .route(),
                Route.found(INVOICES, Kind.INVOICE),
                new Listing(store, Kind.BALANCE_TRANSACTION, BALANCE)
                        .filteredBy("type", "/type")
                        .filteredBy("source", "/source")
                        .filteredBy("currency", "/currency")
                        .route(),
                Route.found(BALANCE, Kind.BALANCE_TRANSACTION),
                new Listing(store, Kind.EVENT, EVENTS)
                        .filteredBy("type", "/type")
                        .filteredByAny("types", "/type")
                        .route(),
                Route.found(EVENTS, Kind.EVENT));
    }

    /** A checkout holds few lines, so there is always one page; the limit is accepted and idle. */
    private static ParameterRules lineItemRules() {
        return ParameterRules.expandOnly().with("limit", new ParameterRules.Whole(1, 100));
    }

    private static Reply lineItems(Call call) {
        return call.changes()
                .find(Kind.ORDER, call.id())
                .<Reply>map(order -> new Reply.Done(Expansion.lineItems(order)))
                .orElseGet(
                        () ->
                                new Reply.Refused(
                                        ApiError.notFound(Kind.CHECKOUT_SESSION, call.id())));
    }
}
