package dev.turnpike.sandbox.payments.refunds;

import static dev.turnpike.sandbox.payments.api.ParameterRules.METADATA;
import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;
import static dev.turnpike.sandbox.payments.api.ParameterRules.oneOf;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.Listing;
import dev.turnpike.sandbox.payments.api.Metadata;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.balance.BalanceTransactions;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Gives money back, all of a charge or a part. */
public final class Refunds {

    private static final String PATH = "/v1/refunds";

    private static final String BLANK =
            """
            {"id": null, "object": "refund", "amount": 0, "balance_transaction": null,
             "charge": null, "created": 0, "currency": "usd", "customer": null,
             "customer_account": null,
             "destination_details": {"card": {"reference_status": "pending",
               "reference_type": "acquirer_reference_number", "type": "refund"}, "type": "card"},
             "metadata": {}, "payment_intent": null, "payment_method": null, "reason": null,
             "receipt_number": null, "source_transfer_reversal": null, "status": "succeeded",
             "transfer_reversal": null}
            """;

    private final Ids ids;
    private final InstantSource clock;
    private final BalanceTransactions balance;
    private final Events events;

    public Refunds(Ids ids, InstantSource clock, BalanceTransactions balance, Events events) {
        this.ids = ids;
        this.clock = clock;
        this.balance = balance;
        this.events = events;
    }

    /** What is served under {@code /v1/refunds}. */
    public List<Route> routes(ObjectStore store) {
        ParameterRules create =
                ParameterRules.expandOnly()
                        .with("charge", TEXT)
                        .with("payment_intent", TEXT)
                        .with("amount", new ParameterRules.Whole(1, RefundChecks.MAX_CENTS))
                        .with("reason", oneOf("duplicate", "fraudulent", "requested_by_customer"))
                        .with("metadata[*]", METADATA);
        ParameterRules update = ParameterRules.expandOnly().with("metadata[*]", METADATA);
        var list =
                new Listing(store, Kind.REFUND, PATH)
                        .filteredBy("charge", "/charge")
                        .filteredBy("payment_intent", "/payment_intent");
        return List.of(
                Route.of("POST", PATH, create, this::create),
                list.route(),
                Route.found(PATH, Kind.REFUND),
                Route.of("POST", PATH + "/{id}", update, this::update));
    }

    private Reply create(Call call) {
        return switch (RefundChecks.check(call.parameters(), call.changes())) {
            case RefundChecks.Refused(ApiError error) -> new Reply.Refused(error);
            case RefundChecks.Fine(ObjectNode charge, long cents) ->
                    new Reply.Done(refund(charge, cents, call));
        };
    }

    private ObjectNode refund(ObjectNode charge, long cents, Call call) {
        Changes changes = call.changes();
        ObjectNode refund = blank(charge, cents, call.parameters());
        refund.put(
                "balance_transaction",
                Json.textAt(balance.ofRefund(refund, charge, changes), "/id"));
        long refundedCents = charge.path("amount_refunded").asLong() + cents;
        charge.put("amount_refunded", refundedCents)
                .put("refunded", refundedCents == charge.path("amount").asLong());
        changes.put(refund);
        changes.put(charge);
        events.record(changes, "refund.created", refund);
        events.record(changes, "charge.refunded", charge);
        // The acquirer's number comes later at Stripe, too, and is told by an update.
        refund.withObject("destination_details")
                .withObject("card")
                .put("reference", ids.next("").substring(0, 20))
                .put("reference_status", "available");
        events.record(changes, "refund.updated", refund);
        return refund;
    }

    private ObjectNode blank(ObjectNode charge, long cents, FormParameters given) {
        ObjectNode refund = Json.readObject(BLANK);
        refund.put("id", ids.next("re_"))
                .put("created", clock.instant().getEpochSecond())
                .put("amount", cents)
                .put("charge", Json.textAt(charge, "/id"))
                .put("reason", given.find("reason").orElse(null));
        for (String same : List.of("payment_intent", "customer", "payment_method")) {
            refund.set(same, charge.path(same));
        }
        Metadata.fill(refund, given);
        return refund;
    }

    private Reply update(Call call) {
        Optional<ObjectNode> found = call.changes().find(Kind.REFUND, call.id());
        if (found.isEmpty()) {
            return new Reply.Refused(ApiError.notFound(Kind.REFUND, call.id()));
        }
        Metadata.fill(found.get(), call.parameters());
        call.changes().put(found.get());
        // Stripe tells it twice: the first name is the older one.
        events.record(call.changes(), "charge.refund.updated", found.get());
        events.record(call.changes(), "refund.updated", found.get());
        return new Reply.Done(found.get());
    }
}
