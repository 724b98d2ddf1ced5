package dev.turnpike.sandbox.payments.checkout;

import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.cards.CardForm;
import dev.turnpike.sandbox.payments.cards.CardOnFile;
import dev.turnpike.sandbox.payments.cards.PaymentMethods;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Lets a program pay a checkout in place of a visitor. Stripe does not describe these two
 * endpoints; its command line uses them to trigger {@code checkout.session.completed}.
 */
public final class PaymentPages {

    private static final String PATH = "/v1/payment_pages/{id}";

    private final Payment payment;
    private final PaymentMethods methods;

    public PaymentPages(Payment payment, PaymentMethods methods) {
        this.payment = payment;
        this.methods = methods;
    }

    /** What is served under {@code /v1/payment_pages}, by the id of a checkout. */
    public List<Route> routes() {
        ParameterRules confirm =
                ParameterRules.expandOnly()
                        .with("payment_method", TEXT)
                        .with("expected_amount", new ParameterRules.Whole(0, 99_999_999));
        return List.of(
                Route.of("GET", PATH, ParameterRules.expandOnly(), PaymentPages::find),
                Route.of("POST", PATH + "/confirm", confirm, this::confirm));
    }

    private static Reply find(Call call) {
        return call.changes()
                .find(Kind.CHECKOUT_SESSION, call.id())
                .<Reply>map(Reply.Done::new)
                .orElseGet(() -> unknown(call));
    }

    private Reply confirm(Call call) {
        FormParameters given = call.parameters();
        for (String required : List.of("payment_method", "expected_amount")) {
            if (!given.has(required)) {
                return new Reply.Refused(ApiError.missing(required));
            }
        }
        Optional<ObjectNode> session = call.changes().find(Kind.CHECKOUT_SESSION, call.id());
        if (session.isEmpty()) {
            return unknown(call);
        }
        String id = given.find("payment_method").orElseThrow();
        Optional<CardOnFile> card = methods.find(call.changes(), id);
        return card.isEmpty()
                ? new Reply.Refused(
                        ApiError.unknownReference(Kind.PAYMENT_METHOD, id, "payment_method"))
                : pay(call, session.get(), card.get());
    }

    private Reply pay(Call call, ObjectNode session, CardOnFile card) {
        long expected = call.parameters().findNumber("expected_amount").orElseThrow();
        boolean isTaxed = OrderTax.isOn(session);
        if (!isTaxed && session.path("amount_total").asLong() != expected) {
            return otherAmount(session);
        }
        BuyerForm form = form(session, card, expected);
        return switch (payment.pay(call.id(), form, () -> card, call.changes())) {
            case Payment.Outcome.Paid(ObjectNode paid) -> new Reply.Done(paid);
            case Payment.Outcome.Declined(var _, var decline) ->
                    new Reply.Declined(
                            ApiError.card(
                                    decline.code(),
                                    decline.message(),
                                    Map.of(
                                            "decline_code",
                                            StringNode.valueOf(decline.declineCode()))));
            case Payment.Outcome.TotalChanged(Checkout taxed) -> otherAmount(taxed.session());
            case Payment.Outcome.Closed(ObjectNode closed) ->
                    new Reply.Refused(
                            ApiError.invalid(
                                    null,
                                    "This Checkout Session has a status of %s and cannot be paid."
                                            .formatted(Json.textAt(closed, "/status")),
                                    null));
        };
    }

    /** What a visitor with that card would have typed. */
    private static BuyerForm form(ObjectNode session, CardOnFile card, long expected) {
        ObjectNode method = card.method();
        String ofCard = Json.textAt(method, "/billing_details/email");
        String email = ofCard.isEmpty() ? Json.textAt(session, "/customer_details/email") : ofCard;
        return new BuyerForm(
                new CardForm(email, card.card().number(), "", ""),
                Json.textAt(method, "/billing_details/address/country"),
                "",
                "",
                expected);
    }

    private static Reply otherAmount(ObjectNode session) {
        String message =
                "The total of this Checkout Session is %s cents."
                        .formatted(session.path("amount_total").asString());
        return new Reply.Refused(ApiError.invalid(null, message, "expected_amount"));
    }

    private static Reply unknown(Call call) {
        return new Reply.Refused(ApiError.notFound(Kind.CHECKOUT_SESSION, call.id()));
    }
}
