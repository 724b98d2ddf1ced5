package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.cards.CardForm;
import dev.turnpike.sandbox.payments.cards.TestCard;
import dev.turnpike.sandbox.payments.charges.Charges;
import dev.turnpike.sandbox.payments.charges.PaymentIntents;
import dev.turnpike.sandbox.payments.customers.Customers;
import dev.turnpike.sandbox.payments.invoices.Invoices;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a visitor's test card for one checkout: everything that a payment changes, in one commit.
 */
public final class Payment {

    /** How an attempt to pay ended. */
    public sealed interface Outcome {

        /** The session is complete. */
        record Paid(ObjectNode session) implements Outcome {}

        /** The checkout stays open, and the visitor may try another card. */
        record Declined(TestCard card) implements Outcome {}

        /** It was paid or has expired before. */
        record Closed(ObjectNode session) implements Outcome {}
    }

    private final Customers customers;
    private final PaymentIntents intents;
    private final Charges charges;
    private final Invoices invoices;
    private final Events events;

    public Payment(
            Customers customers,
            PaymentIntents intents,
            Charges charges,
            Invoices invoices,
            Events events) {
        this.customers = customers;
        this.intents = intents;
        this.charges = charges;
        this.invoices = invoices;
        this.events = events;
    }

    /**
     * The session must exist and the form be without problems; the caller commits the changes in
     * the same turn.
     */
    public Outcome pay(String sessionId, CardForm form, Changes changes) {
        ObjectNode session = changes.find(Kind.CHECKOUT_SESSION, sessionId).orElseThrow();
        if (!CheckoutSessions.isOpen(session)) {
            return new Outcome.Closed(session);
        }
        ObjectNode order = changes.find(Kind.ORDER, sessionId).orElseThrow();
        ObjectNode intent =
                changes.find(Kind.PAYMENT_INTENT, Json.textAt(session, "/payment_intent"))
                        .orElseGet(() -> intents.create(session, order));
        session.put("payment_intent", Json.textAt(intent, "/id"));
        TestCard card = form.card();
        if (!card.isAccepted()) {
            decline(session, intent, form, changes);
            return new Outcome.Declined(card);
        }
        settle(session, intent, form, changes);
        if (session.at("/invoice_creation/enabled").asBoolean()) {
            ObjectNode invoice = invoices.paid(session, order);
            session.put("invoice", Json.textAt(invoice, "/id"));
            changes.put(invoice);
        }
        events.record(changes, "checkout.session.completed", session);
        return new Outcome.Paid(session);
    }

    private void decline(ObjectNode session, ObjectNode intent, CardForm form, Changes changes) {
        ObjectNode charge = charges.failed(intent, form, form.card());
        PaymentIntents.fail(intent, charge, form.card());
        changes.put(charge);
        changes.put(intent);
        changes.put(session);
        events.record(changes, "payment_intent.payment_failed", intent);
    }

    private void settle(ObjectNode session, ObjectNode intent, CardForm form, Changes changes) {
        if (Json.textAt(session, "/customer_creation").equals("always")) {
            ObjectNode customer = customers.guest(form.email());
            changes.put(customer);
            session.put("customer", Json.textAt(customer, "/id"));
            intent.put("customer", Json.textAt(customer, "/id"));
        }
        ObjectNode charge = charges.succeeded(intent, form, form.card());
        PaymentIntents.succeed(intent, charge);
        CheckoutSessions.setEmail(session, form.email());
        CheckoutSessions.complete(session);
        changes.put(charge);
        changes.put(intent);
        changes.put(session);
        events.record(changes, "charge.succeeded", charge);
        events.record(changes, "payment_intent.succeeded", intent);
    }
}
