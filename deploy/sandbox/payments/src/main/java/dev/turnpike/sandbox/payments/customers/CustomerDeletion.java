package dev.turnpike.sandbox.payments.customers;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.cards.Attachment;
import dev.turnpike.sandbox.payments.cards.CardOnFile;
import dev.turnpike.sandbox.payments.cards.PaymentMethods;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.taxes.TaxIds;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/** Deletes customers, with all that could still be used in their name. */
public final class CustomerDeletion {

    private final Attachment attachment;
    private final Events events;
    private final BiConsumer<String, Changes> closing;

    /**
     * Deletes customers.
     *
     * @param closing ends the open checkouts of the customer with an id
     */
    public CustomerDeletion(
            Attachment attachment, Events events, BiConsumer<String, Changes> closing) {
        this.attachment = attachment;
        this.events = events;
        this.closing = closing;
    }

    Reply delete(Call call) {
        String id = call.id();
        Changes changes = call.changes();
        Optional<ObjectNode> found = changes.find(Kind.CUSTOMER, id);
        if (found.isEmpty()) {
            return new Reply.Refused(ApiError.notFound(Kind.CUSTOMER, id));
        }
        for (ObjectNode method : PaymentMethods.listOf(id, changes)) {
            CardOnFile.find(changes, Json.textAt(method, "/id"))
                    .ifPresent(card -> attachment.detach(card, changes));
        }
        for (ObjectNode taxId : TaxIds.listOf(id, changes)) {
            changes.put(TaxIds.gone(Json.textAt(taxId, "/id")));
        }
        closing.accept(id, changes);
        closePortal(id, changes);
        events.record(changes, "customer.deleted", changes.find(Kind.CUSTOMER, id).orElseThrow());
        changes.put(gone(Kind.CUSTOMER, id));
        changes.put(Json.object().put("id", id).put("object", Kind.GONE_CUSTOMER.objectName()));
        return new Reply.Done(gone(Kind.CUSTOMER, id));
    }

    /** A customer, or what Stripe shows in place of one that was deleted. */
    static Reply find(Call call) {
        String id = call.id();
        return call.changes()
                .find(Kind.CUSTOMER, id)
                .or(
                        () ->
                                call.changes()
                                        .find(Kind.GONE_CUSTOMER, id)
                                        .map(_ -> gone(Kind.CUSTOMER, id)))
                .<Reply>map(Reply.Done::new)
                .orElseGet(() -> new Reply.Refused(ApiError.notFound(Kind.CUSTOMER, id)));
    }

    private static void closePortal(String customerId, Changes changes) {
        changes.listNewestFirst(Kind.PORTAL_SESSION).stream()
                .filter(session -> Json.textAt(session, "/customer").equals(customerId))
                .map(session -> gone(Kind.PORTAL_SESSION, Json.textAt(session, "/id")))
                .forEach(changes::put);
    }

    private static ObjectNode gone(Kind kind, String id) {
        return Json.object().put("id", id).put("object", kind.objectName()).put("deleted", true);
    }
}
