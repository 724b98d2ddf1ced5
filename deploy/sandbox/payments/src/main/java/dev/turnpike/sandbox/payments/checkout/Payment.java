package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.cards.Attachment;
import dev.turnpike.sandbox.payments.cards.CardOnFile;
import dev.turnpike.sandbox.payments.cards.Decline;
import dev.turnpike.sandbox.payments.cards.PaymentMethods;
import dev.turnpike.sandbox.payments.cards.TestCard;
import dev.turnpike.sandbox.payments.charges.Charging;
import dev.turnpike.sandbox.payments.charges.PaymentIntents;
import dev.turnpike.sandbox.payments.customers.Customers;
import dev.turnpike.sandbox.payments.invoices.Invoices;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.taxes.TaxIds;
import java.util.function.Supplier;
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
        record Declined(TestCard card, Decline decline) implements Outcome {}

        /** With tax, the order costs something else than the visitor saw. */
        record TotalChanged(Checkout checkout) implements Outcome {}

        /** It was paid or has expired before. */
        record Closed(ObjectNode session) implements Outcome {}
    }

    private final Buyer buyer;
    private final PaymentMethods methods;
    private final Attachment attachment;
    private final PaymentIntents intents;
    private final Charging charging;
    private final Invoices invoices;
    private final Events events;

    public Payment(
            Customers customers,
            TaxIds taxIds,
            PaymentMethods methods,
            PaymentIntents intents,
            Charging charging,
            Invoices invoices,
            Events events) {
        this.buyer = new Buyer(customers, taxIds, events);
        this.methods = methods;
        this.attachment = new Attachment(events);
        this.intents = intents;
        this.charging = charging;
        this.invoices = invoices;
        this.events = events;
    }

    /** A visitor pays by typing a card; under the same terms as with a card on file. */
    Outcome pay(String sessionId, BuyerForm form, Changes changes) {
        return pay(sessionId, form, () -> methods.typed(form.card(), changes), changes);
    }

    /**
     * The session must exist and the form be without problems; the caller commits the changes in
     * the same turn.
     *
     * @param paying brings the card, once it is to be charged
     */
    Outcome pay(String sessionId, BuyerForm form, Supplier<CardOnFile> paying, Changes changes) {
        ObjectNode session = changes.find(Kind.CHECKOUT_SESSION, sessionId).orElseThrow();
        if (!CheckoutSessions.isOpen(session)) {
            return new Outcome.Closed(session);
        }
        ObjectNode order = changes.find(Kind.ORDER, sessionId).orElseThrow();
        var checkout = new Checkout(session, order);
        if (OrderTax.isOn(session)) {
            OrderTax.apply(session, order, form.country(), form.findTaxId().isPresent());
            changes.put(session);
            changes.put(order);
            if (session.path("amount_total").asLong() != form.agreedCents()) {
                return new Outcome.TotalChanged(checkout);
            }
        }
        return pay(checkout, form, paying, changes);
    }

    private Outcome pay(
            Checkout checkout, BuyerForm form, Supplier<CardOnFile> paying, Changes changes) {
        ObjectNode session = checkout.session();
        ObjectNode intent =
                changes.find(Kind.PAYMENT_INTENT, Json.textAt(session, "/payment_intent"))
                        .orElseGet(() -> intents.create(session, checkout.order()));
        intent.put("amount", session.path("amount_total").asLong());
        session.put("payment_intent", Json.textAt(intent, "/id"));
        TestCard typed = form.card().card();
        if (typed.findDecline().isEmpty()) {
            Buyer.describe(session, form);
            buyer.keep(checkout, form, intent, changes);
        }
        CardOnFile card = paying.get();
        changes.put(session);
        return switch (charging.onSession(intent, card, changes)) {
            case Charging.Outcome.Declined(Decline decline, ObjectNode _) ->
                    new Outcome.Declined(typed, decline);
            case Charging.Outcome.Paid _ -> {
                complete(checkout, intent, card, changes);
                yield new Outcome.Paid(session);
            }
        };
    }

    private void complete(Checkout checkout, ObjectNode intent, CardOnFile card, Changes changes) {
        ObjectNode session = checkout.session();
        if (!Json.textAt(intent, "/setup_future_usage").isEmpty()) {
            card.method().put("allow_redisplay", "limited");
            attachment.attach(card, Json.textAt(session, "/customer"), changes);
        }
        CheckoutSessions.complete(session);
        if (!session.at("/invoice_creation/enabled").asBoolean()) {
            events.record(changes, "checkout.session.completed", session);
            return;
        }
        ObjectNode invoice = invoices.paid(session, checkout.order());
        session.put("invoice", Json.textAt(invoice, "/id"));
        changes.put(invoice);
        events.record(changes, "checkout.session.completed", session);
        events.record(changes, "invoice.paid", invoice);
    }
}
