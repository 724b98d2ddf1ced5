package dev.turnpike.sandbox.payments.customers;

import static dev.turnpike.sandbox.payments.api.ParameterRules.CLEARABLE_TEXT;
import static dev.turnpike.sandbox.payments.api.ParameterRules.METADATA;
import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.Listing;
import dev.turnpike.sandbox.payments.api.Metadata;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import dev.turnpike.sandbox.payments.taxes.TaxIdEndpoints;
import dev.turnpike.sandbox.payments.taxes.TaxIdNumber;
import dev.turnpike.sandbox.payments.taxes.TaxIds;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes and changes customers. */
public final class Customers {

    private static final String PATH = "/v1/customers";

    private static final List<String> TEXTS = List.of("description", "email", "name", "phone");

    private static final String BLANK =
            """
            {"id": null, "object": "customer", "address": null, "balance": 0, "created": 0,
             "currency": null, "customer_account": null, "default_source": null,
             "delinquent": false, "description": null, "discount": null, "email": null,
             "invoice_prefix": null,
             "invoice_settings": {"custom_fields": null, "default_payment_method": null,
               "footer": null, "rendering_options": null},
             "livemode": false, "metadata": {}, "name": null, "next_invoice_sequence": 1,
             "phone": null, "preferred_locales": [], "shipping": null, "tax_exempt": "none",
             "test_clock": null}
            """;

    private static final List<String> ADDRESS =
            List.of("city", "country", "line1", "line2", "postal_code", "state");

    private static final String DEFAULT = "invoice_settings[default_payment_method]";

    private final Ids ids;
    private final InstantSource clock;
    private final TaxIds taxIds;
    private final Events events;

    public Customers(Ids ids, InstantSource clock, TaxIds taxIds, Events events) {
        this.ids = ids;
        this.clock = clock;
        this.taxIds = taxIds;
        this.events = events;
    }

    /** What is served under {@code /v1/customers}, but for tax ids. */
    public List<Route> routes(ObjectStore store, CustomerDeletion deletion) {
        var list = new Listing(store, Kind.CUSTOMER, PATH).filteredBy("email", "/email");
        var cards =
                new Listing(store, Kind.PAYMENT_METHOD, PATH + "/{id}/payment_methods")
                        .ownedBy("/customer")
                        .filteredBy("type", "/type")
                        .withoutTime();
        ParameterRules create =
                rules().with("tax_id_data[][type]", TaxIdEndpoints.type())
                        .with("tax_id_data[][value]", TEXT);
        return List.of(
                Route.of("POST", PATH, create, this::create),
                list.route(),
                Route.of("POST", PATH + "/{id}", rules(), this::update),
                Route.of(
                        "GET", PATH + "/{id}", ParameterRules.expandOnly(), CustomerDeletion::find),
                Route.of("DELETE", PATH + "/{id}", ParameterRules.expandOnly(), deletion::delete),
                cards.route());
    }

    private static ParameterRules rules() {
        ParameterRules rules = ParameterRules.expandOnly().with(DEFAULT, CLEARABLE_TEXT);
        TEXTS.forEach(name -> rules.with(name, CLEARABLE_TEXT));
        ADDRESS.forEach(name -> rules.with("address[" + name + "]", CLEARABLE_TEXT));
        return rules.with("metadata[*]", METADATA);
    }

    private Reply create(Call call) {
        ObjectNode customer = blank();
        String id = Json.textAt(customer, "/id");
        FormParameters given = call.parameters();
        if (given.has(DEFAULT)) {
            return new Reply.Refused(unknownCard(given.find(DEFAULT).orElseThrow()));
        }
        for (int index : given.indices("tax_id_data")) {
            String name = "tax_id_data[" + index + "]";
            String type = given.find(name + "[type]").orElse("");
            Optional<TaxIdNumber> number =
                    TaxIdNumber.find(type, given.find(name + "[value]").orElse(""));
            if (number.isEmpty()) {
                return new Reply.Refused(TaxIdEndpoints.invalid(type, name + "[value]"));
            }
            taxIds.add(id, number.get(), call.changes());
        }
        fill(customer, given);
        call.changes().put(customer);
        events.record(call.changes(), "customer.created", customer);
        return new Reply.Done(customer);
    }

    private Reply update(Call call) {
        Optional<ObjectNode> found = call.changes().find(Kind.CUSTOMER, call.id());
        if (found.isEmpty()) {
            return new Reply.Refused(ApiError.notFound(Kind.CUSTOMER, call.id()));
        }
        Optional<String> card = call.parameters().find(DEFAULT).filter(id -> !id.isEmpty());
        if (card.isPresent() && !owns(call.id(), card.get(), call.changes())) {
            return new Reply.Refused(unknownCard(card.get()));
        }
        ObjectNode customer = found.get();
        fill(customer, call.parameters());
        call.parameters()
                .find(DEFAULT)
                .ifPresent(
                        id ->
                                customer.withObject("invoice_settings")
                                        .put("default_payment_method", id.isEmpty() ? null : id));
        call.changes().put(customer);
        events.record(call.changes(), "customer.updated", customer);
        return new Reply.Done(customer);
    }

    /** A customer for a visitor who paid without one, where the checkout asked for that. */
    public ObjectNode guest(String email) {
        return blank().put("email", email);
    }

    private static boolean owns(String customerId, String methodId, Changes changes) {
        return changes.find(Kind.PAYMENT_METHOD, methodId)
                .map(method -> Json.textAt(method, "/customer").equals(customerId))
                .orElse(false);
    }

    private static ApiError unknownCard(String id) {
        String message =
                "The customer does not have a payment method with the ID %s. The payment method must be attached to the customer."
                        .formatted(id);
        return ApiError.invalid("resource_missing", message, DEFAULT);
    }

    private ObjectNode blank() {
        return Json.readObject(BLANK)
                .put("id", ids.next("cus_"))
                .put("created", clock.instant().getEpochSecond());
    }

    private static void fill(ObjectNode customer, FormParameters given) {
        for (String name : TEXTS) {
            given.find(name).ifPresent(text -> customer.put(name, orNull(text)));
        }
        given.entries("address").forEach((name, text) -> address(customer).put(name, orNull(text)));
        Metadata.fill(customer, given);
    }

    /** The customer's address, to be changed in place. */
    public static ObjectNode address(ObjectNode customer) {
        if (!(customer.path("address") instanceof ObjectNode)) {
            ADDRESS.forEach(customer.putObject("address")::putNull);
        }
        return customer.withObject("address");
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
