package dev.turnpike.sandbox.payments.setups;

import static dev.turnpike.sandbox.payments.api.ParameterRules.FLAG;
import static dev.turnpike.sandbox.payments.api.ParameterRules.METADATA;
import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;
import static dev.turnpike.sandbox.payments.api.ParameterRules.oneOf;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.Listing;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.authentication.NextAction;
import dev.turnpike.sandbox.payments.cards.CardOnFile;
import dev.turnpike.sandbox.payments.cards.Decline;
import dev.turnpike.sandbox.payments.cards.PaymentMethods;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import dev.turnpike.sandbox.payments.pages.Addresses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Lets the shop save a card for later without charging it now. */
public final class SetupEndpoints {

    private static final String PATH = "/v1/setup_intents";

    private final SetupIntents intents;
    private final PaymentMethods methods;
    private final Addresses addresses;
    private final Events events;

    public SetupEndpoints(
            SetupIntents intents, PaymentMethods methods, Addresses addresses, Events events) {
        this.intents = intents;
        this.methods = methods;
        this.addresses = addresses;
        this.events = events;
    }

    /** What is served under {@code /v1/setup_intents}. */
    public List<Route> routes(ObjectStore store) {
        ParameterRules cancel =
                ParameterRules.expandOnly()
                        .with(
                                "cancellation_reason",
                                oneOf("abandoned", "duplicate", "requested_by_customer"));
        return List.of(
                Route.of("POST", PATH, createRules(), this::create),
                new Listing(store, Kind.SETUP_INTENT, PATH)
                        .filteredBy("customer", "/customer")
                        .filteredBy("payment_method", "/payment_method")
                        .route(),
                Route.found(PATH, Kind.SETUP_INTENT),
                Route.of(
                        "POST",
                        PATH + "/{id}/confirm",
                        confirmRules(),
                        call -> open(call, intent -> confirm(intent, call))),
                Route.of(
                        "POST",
                        PATH + "/{id}/cancel",
                        cancel,
                        call -> open(call, intent -> cancel(intent, call))));
    }

    private static ParameterRules confirmRules() {
        return ParameterRules.expandOnly().with("payment_method", TEXT).with("return_url", TEXT);
    }

    private static ParameterRules createRules() {
        return confirmRules()
                .with("customer", TEXT)
                .with("confirm", FLAG)
                .with("description", TEXT)
                .with("usage", oneOf("off_session", "on_session"))
                .with("payment_method_types[]", oneOf("card"))
                .with("metadata[*]", METADATA);
    }

    private Reply create(Call call) {
        Optional<String> customer = call.parameters().find("customer");
        if (customer.isPresent() && !isKnown(customer.get(), call.changes())) {
            return new Reply.Refused(
                    ApiError.unknownReference(Kind.CUSTOMER, customer.get(), "customer"));
        }
        ObjectNode intent = intents.create(call.parameters());
        call.changes().put(intent);
        Optional<ApiError> wrongCard = chooseCard(intent, call);
        if (wrongCard.isPresent()) {
            return new Reply.Refused(wrongCard.get());
        }
        events.record(call.changes(), "setup_intent.created", intent);
        return call.parameters().isTrue("confirm") ? setUp(intent, call) : new Reply.Done(intent);
    }

    /** Goes on only while the intent can still be confirmed or canceled. */
    private static Reply open(Call call, Function<ObjectNode, Reply> work) {
        return call.changes()
                .find(Kind.SETUP_INTENT, call.id())
                .map(intent -> isOver(intent) ? over(intent) : work.apply(intent))
                .orElseGet(
                        () -> new Reply.Refused(ApiError.notFound(Kind.SETUP_INTENT, call.id())));
    }

    private Reply confirm(ObjectNode intent, Call call) {
        String customer = Json.textAt(intent, "/customer");
        if (!customer.isEmpty() && !isKnown(customer, call.changes())) {
            return new Reply.Refused(
                    ApiError.unknownReference(Kind.CUSTOMER, customer, "customer"));
        }
        call.changes().put(intent);
        return chooseCard(intent, call)
                .<Reply>map(Reply.Refused::new)
                .orElseGet(() -> setUp(intent, call));
    }

    private Reply cancel(ObjectNode intent, Call call) {
        intent.put("status", "canceled")
                .put(
                        "cancellation_reason",
                        call.parameters().find("cancellation_reason").orElse(null))
                .putNull("next_action");
        call.changes().put(intent);
        events.record(call.changes(), "setup_intent.canceled", intent);
        return new Reply.Done(intent);
    }

    /** Notes the card to be saved; an answer means that it cannot be saved. */
    private Optional<ApiError> chooseCard(ObjectNode intent, Call call) {
        Optional<ApiError> wrongUrl = NextAction.findWrongUrl(call.parameters());
        Optional<String> id = call.parameters().find("payment_method");
        if (wrongUrl.isPresent()) {
            return wrongUrl;
        }
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Optional<CardOnFile> card = methods.find(call.changes(), id.get());
        if (card.isEmpty()) {
            return Optional.of(
                    ApiError.unknownReference(Kind.PAYMENT_METHOD, id.get(), "payment_method"));
        }
        String owner = card.get().customer();
        if (!owner.isEmpty() && !owner.equals(Json.textAt(intent, "/customer"))) {
            return Optional.of(
                    ApiError.invalid(
                            null,
                            "The payment method belongs to another customer than the SetupIntent.",
                            "payment_method"));
        }
        intent.put("payment_method", card.get().id()).put("status", "requires_confirmation");
        return Optional.empty();
    }

    private Reply setUp(ObjectNode intent, Call call) {
        Changes changes = call.changes();
        Optional<CardOnFile> found =
                CardOnFile.find(changes, Json.textAt(intent, "/payment_method"));
        if (found.isEmpty()) {
            String message =
                    "You cannot confirm this SetupIntent because it's missing a payment method.";
            return wrongState(message, intent);
        }
        CardOnFile card = found.get();
        if (card.card().isRefusedWhenAttached()) {
            Decline decline = card.card().findDecline().orElseThrow();
            return declined(decline, intents.decline(intent, card, decline, changes), intent);
        }
        if (card.card().needsAuthentication(card.isAuthenticated())) {
            NextAction.ask(intent, call.parameters(), addresses);
            events.record(changes, "setup_intent.requires_action", intent);
        } else {
            intents.succeed(intent, card, changes);
        }
        return new Reply.Done(intent);
    }

    private static Reply declined(Decline decline, ObjectNode error, ObjectNode intent) {
        return new Reply.Declined(
                ApiError.card(
                        decline.code(),
                        decline.message(),
                        Map.of(
                                "decline_code", error.path("decline_code"),
                                "payment_method", error.path("payment_method").deepCopy(),
                                "setup_intent", intent.deepCopy())));
    }

    private static boolean isKnown(String customerId, Changes changes) {
        return changes.find(Kind.CUSTOMER, customerId).isPresent();
    }

    private static boolean isOver(ObjectNode intent) {
        String status = Json.textAt(intent, "/status");
        return status.equals("succeeded") || status.equals("canceled");
    }

    private static Reply over(ObjectNode intent) {
        String message =
                "This SetupIntent has a status of %s and cannot be changed any more."
                        .formatted(Json.textAt(intent, "/status"));
        return wrongState(message, intent);
    }

    private static Reply wrongState(String message, ObjectNode intent) {
        return new Reply.Refused(
                ApiError.invalid("setup_intent_unexpected_state", message, null)
                        .with("setup_intent", intent.deepCopy()));
    }
}
