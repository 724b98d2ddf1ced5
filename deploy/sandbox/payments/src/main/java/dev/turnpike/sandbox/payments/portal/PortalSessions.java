package dev.turnpike.sandbox.payments.portal;

import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.http.WebAddress;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.pages.Addresses;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Opens the portal for a customer whom the shop sends there. */
public final class PortalSessions {

    private static final String PATH = "/v1/billing_portal/sessions";

    private final Ids ids;
    private final InstantSource clock;
    private final Addresses addresses;
    private final Events events;

    public PortalSessions(Ids ids, InstantSource clock, Addresses addresses, Events events) {
        this.ids = ids;
        this.clock = clock;
        this.addresses = addresses;
        this.events = events;
    }

    /** What is served under {@code /v1/billing_portal}. */
    public List<Route> routes() {
        ParameterRules rules =
                ParameterRules.expandOnly().with("customer", TEXT).with("return_url", TEXT);
        return List.of(Route.of("POST", PATH, rules, this::create));
    }

    private Reply create(Call call) {
        FormParameters given = call.parameters();
        Optional<String> customer = given.find("customer");
        if (customer.isEmpty()) {
            return new Reply.Refused(ApiError.missing("customer"));
        }
        if (call.changes().find(Kind.CUSTOMER, customer.get()).isEmpty()) {
            return new Reply.Refused(
                    ApiError.unknownReference(Kind.CUSTOMER, customer.get(), "customer"));
        }
        Optional<String> returnUrl = given.find("return_url");
        if (returnUrl.isPresent() && !WebAddress.isOne(returnUrl.get())) {
            return new Reply.Refused(
                    ApiError.invalid("url_invalid", "Not a valid URL", "return_url"));
        }
        ObjectNode session = session(customer.get(), returnUrl.orElse(null));
        call.changes().put(session);
        events.record(call.changes(), "billing_portal.session.created", session);
        return new Reply.Done(session);
    }

    private ObjectNode session(String customerId, @Nullable String returnUrl) {
        String id = ids.next("bps_");
        return Json.object()
                .put("id", id)
                .put("object", Kind.PORTAL_SESSION.objectName())
                .put("configuration", "bpc_sandbox")
                .put("created", clock.instant().getEpochSecond())
                .put("customer", customerId)
                .putNull("customer_account")
                .putNull("flow")
                .put("livemode", false)
                .putNull("locale")
                .putNull("on_behalf_of")
                .put("return_url", returnUrl)
                .put("url", addresses.portal(id));
    }
}
