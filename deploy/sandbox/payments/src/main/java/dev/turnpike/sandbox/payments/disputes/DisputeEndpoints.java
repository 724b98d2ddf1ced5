package dev.turnpike.sandbox.payments.disputes;

import static dev.turnpike.sandbox.payments.api.ParameterRules.CLEARABLE_TEXT;
import static dev.turnpike.sandbox.payments.api.ParameterRules.FLAG;
import static dev.turnpike.sandbox.payments.api.ParameterRules.METADATA;

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
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Lets the shop answer a dispute, or give it up. */
public final class DisputeEndpoints {

    private static final String PATH = "/v1/disputes";

    /** Files are not served, so only what is text. */
    private static final List<String> EVIDENCE =
            List.of(
                    "access_activity_log",
                    "billing_address",
                    "cancellation_policy_disclosure",
                    "cancellation_rebuttal",
                    "customer_email_address",
                    "customer_name",
                    "customer_purchase_ip",
                    "product_description",
                    "refund_policy_disclosure",
                    "refund_refusal_explanation",
                    "service_date",
                    "uncategorized_text");

    private final Disputes disputes;
    private final Events events;

    public DisputeEndpoints(Disputes disputes, Events events) {
        this.disputes = disputes;
        this.events = events;
    }

    /** What is served under {@code /v1/disputes}. */
    public List<Route> routes(ObjectStore store) {
        var list =
                new Listing(store, Kind.DISPUTE, PATH)
                        .filteredBy("charge", "/charge")
                        .filteredBy("payment_intent", "/payment_intent");
        ParameterRules update =
                ParameterRules.expandOnly().with("metadata[*]", METADATA).with("submit", FLAG);
        EVIDENCE.forEach(name -> update.with("evidence[" + name + "]", CLEARABLE_TEXT));
        return List.of(
                list.route(),
                Route.found(PATH, Kind.DISPUTE),
                Route.of(
                        "POST",
                        PATH + "/{id}",
                        update,
                        call -> open(call, dispute -> answer(call, dispute))),
                Route.of(
                        "POST",
                        PATH + "/{id}/close",
                        ParameterRules.expandOnly(),
                        call -> open(call, dispute -> giveUp(call, dispute))));
    }

    private static Reply open(Call call, Function<ObjectNode, Reply> work) {
        return call.changes()
                .find(Kind.DISPUTE, call.id())
                .map(dispute -> Disputes.isClosed(dispute) ? closed() : work.apply(dispute))
                .orElseGet(() -> new Reply.Refused(ApiError.notFound(Kind.DISPUTE, call.id())));
    }

    private static Reply closed() {
        return new Reply.Refused(ApiError.invalid(null, "This dispute is already closed", null));
    }

    /** Stripe, too, submits unless it is told not to; the bank then decides. */
    private Reply answer(Call call, ObjectNode dispute) {
        Metadata.fill(dispute, call.parameters());
        Map<String, String> evidence = call.parameters().entries("evidence");
        ObjectNode kept = dispute.withObject("evidence");
        evidence.forEach((name, text) -> kept.put(name, text.isEmpty() ? null : text));
        ObjectNode details = dispute.withObject("evidence_details");
        details.put(
                "has_evidence",
                kept.propertyStream().anyMatch(field -> field.getValue().isString()));
        boolean isSubmitted = !call.parameters().find("submit").orElse("true").equals("false");
        if (isSubmitted && !evidence.isEmpty()) {
            details.put("submission_count", details.path("submission_count").asLong() + 1);
            Disputes.review(dispute);
        }
        call.changes().put(dispute);
        events.record(call.changes(), "charge.dispute.updated", dispute);
        return new Reply.Done(dispute);
    }

    private Reply giveUp(Call call, ObjectNode dispute) {
        disputes.close(dispute, false, call.changes());
        return new Reply.Done(dispute);
    }
}
