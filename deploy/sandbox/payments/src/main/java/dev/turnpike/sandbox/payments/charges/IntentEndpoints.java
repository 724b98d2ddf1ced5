package dev.turnpike.sandbox.payments.charges;

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
import dev.turnpike.sandbox.payments.cards.Attachment;
import dev.turnpike.sandbox.payments.cards.CardOnFile;
import dev.turnpike.sandbox.payments.cards.PaymentMethods;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import dev.turnpike.sandbox.payments.pages.Addresses;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Lets the shop itself take money, also from a saved card whose holder is away. */
public final class IntentEndpoints {

    private static final String PATH = "/v1/payment_intents";

    private final PaymentIntents intents;
    private final PaymentMethods methods;
    private final Charging charging;
    private final Attachment attachment;
    private final Events events;
    private final Addresses addresses;

    public IntentEndpoints(
            PaymentIntents intents,
            PaymentMethods methods,
            Charging charging,
            Attachment attachment,
            Events events,
            Addresses addresses) {
        this.intents = intents;
        this.methods = methods;
        this.charging = charging;
        this.attachment = attachment;
        this.events = events;
        this.addresses = addresses;
    }

    /** What is served under {@code /v1/payment_intents} and {@code /v1/charges}. */
    public List<Route> routes(ObjectStore store) {
        var cancelRules =
                ParameterRules.expandOnly()
                        .with(
                                "cancellation_reason",
                                oneOf(
                                        "abandoned",
                                        "duplicate",
                                        "fraudulent",
                                        "requested_by_customer"));
        return List.of(
                Route.of("POST", PATH, createRules(), this::create),
                new Listing(store, Kind.PAYMENT_INTENT, PATH)
                        .filteredBy("customer", "/customer")
                        .route(),
                Route.found(PATH, Kind.PAYMENT_INTENT),
                Route.of("POST", PATH + "/{id}/confirm", confirmRules(), this::confirm),
                Route.of("POST", PATH + "/{id}/cancel", cancelRules, this::cancel),
                new Listing(store, Kind.CHARGE, "/v1/charges")
                        .filteredBy("customer", "/customer")
                        .filteredBy("payment_intent", "/payment_intent")
                        .route(),
                Route.found("/v1/charges", Kind.CHARGE));
    }

    private static ParameterRules confirmRules() {
        return ParameterRules.expandOnly()
                .with("off_session", FLAG)
                .with("payment_method", TEXT)
                .with("receipt_email", TEXT)
                .with("return_url", TEXT)
                .with("setup_future_usage", oneOf("off_session", "on_session"));
    }

    private static ParameterRules createRules() {
        ParameterRules rules = confirmRules();
        Shipping.addTo(rules, "shipping");
        return rules.with("amount", new ParameterRules.Whole(0, IntentChecks.MAX_CENTS))
                .with("currency", oneOf("usd"))
                .with("customer", TEXT)
                .with("confirm", FLAG)
                .with("description", TEXT)
                .with("statement_descriptor_suffix", TEXT)
                .with("payment_method_types[]", oneOf("card"))
                .with("capture_method", oneOf("automatic", "automatic_async"))
                .with("automatic_payment_methods[enabled]", FLAG)
                .with("automatic_payment_methods[allow_redirects]", oneOf("always", "never"))
                .with("metadata[*]", METADATA);
    }

    private Reply create(Call call) {
        FormParameters given = call.parameters();
        Optional<ApiError> refusal = IntentChecks.findRefusal(given, call.changes());
        if (refusal.isPresent()) {
            return new Reply.Refused(refusal.get());
        }
        ObjectNode intent = intents.create(given);
        call.changes().put(intent);
        if (given.has("automatic_payment_methods[enabled]")) {
            intent.putObject("automatic_payment_methods")
                    .put(
                            "allow_redirects",
                            given.find("automatic_payment_methods[allow_redirects]")
                                    .orElse("always"))
                    .put("enabled", given.isTrue("automatic_payment_methods[enabled]"));
        }
        Optional<Reply> wrongCard = chooseCard(intent, call);
        if (wrongCard.isPresent()) {
            return wrongCard.get();
        }
        events.record(call.changes(), "payment_intent.created", intent);
        return given.isTrue("confirm") ? charge(intent, call) : new Reply.Done(intent);
    }

    private Reply confirm(Call call) {
        Optional<ObjectNode> found = call.changes().find(Kind.PAYMENT_INTENT, call.id());
        if (found.isEmpty()) {
            return new Reply.Refused(ApiError.notFound(Kind.PAYMENT_INTENT, call.id()));
        }
        ObjectNode intent = found.get();
        Optional<ApiError> refusal =
                IntentChecks.findWhyNotConfirmed(intent, call.changes())
                        .or(() -> NextAction.findWrongUrl(call.parameters()));
        if (refusal.isPresent()) {
            return new Reply.Refused(refusal.get());
        }
        for (String text : List.of("receipt_email", "setup_future_usage")) {
            call.parameters().find(text).ifPresent(value -> intent.put(text, value));
        }
        call.changes().put(intent);
        return chooseCard(intent, call).orElseGet(() -> charge(intent, call));
    }

    /** Notes the card to be charged; an answer means that it cannot be charged. */
    private Optional<Reply> chooseCard(ObjectNode intent, Call call) {
        Optional<String> id = call.parameters().find("payment_method");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Optional<CardOnFile> card = methods.find(call.changes(), id.get());
        Optional<ApiError> refusal =
                card.isEmpty()
                        ? Optional.of(
                                ApiError.unknownReference(
                                        Kind.PAYMENT_METHOD, id.get(), "payment_method"))
                        : IntentChecks.findWrongOwner(card.get(), intent);
        if (refusal.isEmpty()) {
            intent.put("payment_method", card.orElseThrow().id())
                    .put("status", "requires_confirmation");
        }
        return refusal.map(Reply.Refused::new);
    }

    private Reply charge(ObjectNode intent, Call call) {
        Optional<CardOnFile> found =
                CardOnFile.find(call.changes(), Json.textAt(intent, "/payment_method"));
        if (found.isEmpty()) {
            return new Reply.Refused(IntentChecks.noCard(intent));
        }
        CardOnFile card = found.get();
        boolean isOffSession = call.parameters().isTrue("off_session");
        if (!isOffSession && card.card().needsAuthentication(card.isAuthenticated())) {
            NextAction.ask(intent, call.parameters(), addresses);
            events.record(call.changes(), "payment_intent.requires_action", intent);
            return new Reply.Done(intent);
        }
        Charging.Outcome outcome =
                isOffSession
                        ? charging.offSession(intent, card, call.changes())
                        : charging.onSession(intent, card, call.changes());
        return switch (outcome) {
            case Charging.Outcome.Paid _ -> {
                WaitingPayment.keepCard(intent, card, attachment, call.changes());
                yield new Reply.Done(intent);
            }
            case Charging.Outcome.Declined(var decline, ObjectNode error) ->
                    new Reply.Declined(IntentChecks.declined(decline, error, intent));
        };
    }

    private Reply cancel(Call call) {
        Optional<ObjectNode> found = call.changes().find(Kind.PAYMENT_INTENT, call.id());
        if (found.isEmpty()) {
            return new Reply.Refused(ApiError.notFound(Kind.PAYMENT_INTENT, call.id()));
        }
        ObjectNode intent = found.get();
        Optional<ApiError> refusal = IntentChecks.findWhyNotCanceled(intent);
        if (refusal.isPresent()) {
            return new Reply.Refused(refusal.get());
        }
        intents.cancel(intent, call.parameters().find("cancellation_reason").orElse(null));
        call.changes().put(intent);
        events.record(call.changes(), "payment_intent.canceled", intent);
        return new Reply.Done(intent);
    }
}
