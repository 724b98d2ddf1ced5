package dev.turnpike.sandbox.payments.cards;

import static dev.turnpike.sandbox.payments.api.ParameterRules.CLEARABLE_TEXT;
import static dev.turnpike.sandbox.payments.api.ParameterRules.METADATA;
import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;
import static dev.turnpike.sandbox.payments.api.ParameterRules.oneOf;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.Listing;
import dev.turnpike.sandbox.payments.api.Metadata;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Lets the shop look after the saved cards of its customers. */
public final class MethodEndpoints {

    private static final String PATH = "/v1/payment_methods";

    private final PaymentMethods methods;
    private final Attachment attachment;
    private final Events events;

    public MethodEndpoints(PaymentMethods methods, Attachment attachment, Events events) {
        this.methods = methods;
        this.attachment = attachment;
        this.events = events;
    }

    /** What is served under {@code /v1/payment_methods}. */
    public List<Route> routes(ObjectStore store) {
        var list =
                new Listing(store, Kind.PAYMENT_METHOD, PATH)
                        .filteredBy("customer", "/customer")
                        .filteredBy("type", "/type")
                        .withoutTime();
        ParameterRules update =
                ParameterRules.expandOnly()
                        .with("allow_redisplay", oneOf("always", "limited", "unspecified"))
                        .with("billing_details[email]", CLEARABLE_TEXT)
                        .with("billing_details[name]", CLEARABLE_TEXT)
                        .with("metadata[*]", METADATA);
        ParameterRules attach = ParameterRules.expandOnly().with("customer", TEXT);
        return List.of(
                new MethodCreation(methods).route(),
                list.route(),
                Route.found(PATH, Kind.PAYMENT_METHOD),
                Route.of("POST", PATH + "/{id}", update, call -> known(call, c -> update(call, c))),
                Route.of(
                        "POST",
                        PATH + "/{id}/attach",
                        attach,
                        call -> known(call, card -> attach(call, card))),
                Route.of(
                        "POST",
                        PATH + "/{id}/detach",
                        ParameterRules.expandOnly(),
                        call -> known(call, card -> detach(call, card))));
    }

    private Reply known(Call call, Function<CardOnFile, Reply> work) {
        return methods.find(call.changes(), call.id())
                .map(work)
                .orElseGet(
                        () -> new Reply.Refused(ApiError.notFound(Kind.PAYMENT_METHOD, call.id())));
    }

    private Reply update(Call call, CardOnFile card) {
        ObjectNode method = card.method();
        Metadata.fill(method, call.parameters());
        call.parameters()
                .find("allow_redisplay")
                .ifPresent(word -> method.put("allow_redisplay", word));
        Map<String, String> billing = call.parameters().entries("billing_details");
        billing.forEach(
                (name, text) ->
                        method.withObject("billing_details")
                                .put(name, text.isEmpty() ? null : text));
        call.changes().put(method);
        events.record(call.changes(), "payment_method.updated", method);
        return new Reply.Done(method);
    }

    private Reply attach(Call call, CardOnFile card) {
        Optional<String> customer = call.parameters().find("customer");
        if (customer.isEmpty()) {
            return new Reply.Refused(ApiError.missing("customer"));
        }
        if (call.changes().find(Kind.CUSTOMER, customer.get()).isEmpty()) {
            return new Reply.Refused(
                    ApiError.unknownReference(Kind.CUSTOMER, customer.get(), "customer"));
        }
        if (!card.customer().isEmpty() && !card.customer().equals(customer.get())) {
            return new Reply.Refused(
                    ApiError.invalid(
                            null,
                            "The payment method you provided has already been attached to a customer.",
                            null));
        }
        if (card.card().isRefusedWhenAttached()) {
            Decline decline = card.card().findDecline().orElseThrow();
            return new Reply.Refused(Attachment.refused(decline));
        }
        attachment.attach(card, customer.get(), call.changes());
        return new Reply.Done(card.method());
    }

    private Reply detach(Call call, CardOnFile card) {
        if (card.customer().isEmpty()) {
            return new Reply.Refused(
                    ApiError.invalid(
                            null,
                            "The payment method you provided is not attached to a customer so detachment is impossible.",
                            null));
        }
        attachment.detach(card, call.changes());
        return new Reply.Done(card.method());
    }
}
