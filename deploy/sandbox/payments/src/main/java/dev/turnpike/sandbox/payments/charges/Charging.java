package dev.turnpike.sandbox.payments.charges;

import dev.turnpike.sandbox.payments.balance.BalanceTransactions;
import dev.turnpike.sandbox.payments.cards.CardOnFile;
import dev.turnpike.sandbox.payments.cards.Decline;
import dev.turnpike.sandbox.payments.cards.TestCard;
import dev.turnpike.sandbox.payments.disputes.Disputes;
import dev.turnpike.sandbox.payments.faults.Fault;
import dev.turnpike.sandbox.payments.faults.FaultKnobs;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Asks the card's bank for the money of a payment intent, and records what it said. */
public final class Charging {

    /** How an attempt ended. */
    public sealed interface Outcome {

        /** The money was taken. */
        record Paid(ObjectNode charge) implements Outcome {}

        /**
         * The bank refused.
         *
         * @param error as {@code last_payment_error} shows it
         */
        record Declined(Decline decline, ObjectNode error) implements Outcome {}
    }

    private final Charges charges;
    private final BalanceTransactions balance;
    private final Disputes disputes;
    private final FaultKnobs faults;
    private final Events events;

    public Charging(
            Charges charges,
            BalanceTransactions balance,
            Disputes disputes,
            FaultKnobs faults,
            Events events) {
        this.charges = charges;
        this.balance = balance;
        this.disputes = disputes;
        this.faults = faults;
        this.events = events;
    }

    /** A payment whose card's holder is there to answer the bank. */
    public Outcome onSession(ObjectNode intent, CardOnFile card, Changes changes) {
        return charge(intent, card, card.card().findDecline(), changes);
    }

    /** A payment without the card's holder. */
    Outcome offSession(ObjectNode intent, CardOnFile card, Changes changes) {
        Optional<Decline> decline = askedFor().or(() -> card.card().findDecline());
        boolean holderIsMissing = card.card().needsAuthentication(card.isAuthenticated());
        return charge(
                intent,
                card,
                decline.or(
                        () ->
                                holderIsMissing
                                        ? Optional.of(Decline.AUTHENTICATION_REQUIRED)
                                        : Optional.empty()),
                changes);
    }

    private Optional<Decline> askedFor() {
        if (faults.take(Fault.AUTHENTICATION_REQUIRED)) {
            return Optional.of(Decline.AUTHENTICATION_REQUIRED);
        }
        return faults.take(Fault.INSUFFICIENT_FUNDS)
                ? Optional.of(Decline.INSUFFICIENT_FUNDS)
                : Optional.empty();
    }

    private Outcome charge(
            ObjectNode intent, CardOnFile card, Optional<Decline> decline, Changes changes) {
        return decline.map(refusal -> decline(intent, card, refusal, changes))
                .orElseGet(() -> pay(intent, card, changes));
    }

    private Outcome decline(ObjectNode intent, CardOnFile card, Decline decline, Changes changes) {
        ObjectNode charge = charges.failed(intent, card, decline);
        ObjectNode error = PaymentIntents.error(charge, card, decline);
        PaymentIntents.fail(intent, charge, error);
        changes.put(charge);
        changes.put(intent);
        events.record(changes, "charge.failed", charge);
        events.record(changes, "payment_intent.payment_failed", intent);
        return new Outcome.Declined(decline, error);
    }

    private Outcome pay(ObjectNode intent, CardOnFile card, Changes changes) {
        ObjectNode charge = charges.succeeded(intent, card);
        charge.put("balance_transaction", Json.textAt(balance.ofCharge(charge, changes), "/id"));
        PaymentIntents.succeed(intent, charge);
        changes.put(charge);
        changes.put(intent);
        events.record(changes, "charge.succeeded", charge);
        events.record(changes, "payment_intent.succeeded", intent);
        if (card.card() == TestCard.DISPUTED) {
            disputes.open(charge, "fraudulent", changes);
        }
        if (card.card() == TestCard.INQUIRED) {
            disputes.inquire(charge, changes);
        }
        return new Outcome.Paid(charge);
    }
}
