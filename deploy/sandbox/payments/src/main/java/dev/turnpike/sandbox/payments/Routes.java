package dev.turnpike.sandbox.payments;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.Expansion;
import dev.turnpike.sandbox.payments.api.Listing;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.checkout.CheckoutCreation;
import dev.turnpike.sandbox.payments.checkout.SessionExpiry;
import dev.turnpike.sandbox.payments.customers.Customers;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The table of all API endpoints. */
final class Routes {

    private static final String CUSTOMERS = "/v1/customers";
    private static final String SESSIONS = "/v1/checkout/sessions";
    private static final String INTENTS = "/v1/payment_intents";
    private static final String CHARGES = "/v1/charges";
    private static final String INVOICES = "/v1/invoices";
    private static final String EVENTS = "/v1/events";

    private Routes() {}

    static List<Route> of(
            ObjectStore store,
            Customers customers,
            CheckoutCreation checkout,
            SessionExpiry expiry) {
        var customerList =
                new Listing(store, Kind.CUSTOMER, CUSTOMERS).filteredBy("email", "/email");
        var sessionList =
                new Listing(store, Kind.CHECKOUT_SESSION, SESSIONS)
                        .filteredBy("payment_intent", "/payment_intent")
                        .filteredBy("customer", "/customer")
                        .filteredBy("customer_details[email]", "/customer_details/email")
                        .filteredBy("status", "/status");
        var intentList =
                new Listing(store, Kind.PAYMENT_INTENT, INTENTS)
                        .filteredBy("customer", "/customer");
        var chargeList =
                new Listing(store, Kind.CHARGE, CHARGES)
                        .filteredBy("customer", "/customer")
                        .filteredBy("payment_intent", "/payment_intent");
        var eventList = new Listing(store, Kind.EVENT, EVENTS).filteredBy("type", "/type");
        return List.of(
                Route.of("POST", CUSTOMERS, Customers.rules(), customers::create),
                listed(CUSTOMERS, customerList),
                Route.of("POST", CUSTOMERS + "/{id}", Customers.rules(), customers::update),
                found(CUSTOMERS, Kind.CUSTOMER),
                Route.of("POST", SESSIONS, CheckoutCreation.rules(), checkout::create),
                listed(SESSIONS, sessionList),
                found(SESSIONS, Kind.CHECKOUT_SESSION),
                Route.of(
                        "POST",
                        SESSIONS + "/{id}/expire",
                        ParameterRules.expandOnly(),
                        expiry::expire),
                Route.of("GET", SESSIONS + "/{id}/line_items", lineItemRules(), Routes::lineItems),
                listed(INTENTS, intentList),
                found(INTENTS, Kind.PAYMENT_INTENT),
                listed(CHARGES, chargeList),
                found(CHARGES, Kind.CHARGE),
                found(INVOICES, Kind.INVOICE),
                listed(EVENTS, eventList),
                found(EVENTS, Kind.EVENT));
    }

    private static Route listed(String path, Listing listing) {
        return Route.of("GET", path, listing.rules(), listing::list);
    }

    private static Route found(String path, Kind kind) {
        return Route.of(
                "GET",
                path + "/{id}",
                ParameterRules.expandOnly(),
                call -> {
                    Optional<ObjectNode> object = call.changes().find(kind, call.id());
                    return object.<Reply>map(Reply.Done::new)
                            .orElseGet(() -> new Reply.Refused(ApiError.notFound(kind, call.id())));
                });
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
