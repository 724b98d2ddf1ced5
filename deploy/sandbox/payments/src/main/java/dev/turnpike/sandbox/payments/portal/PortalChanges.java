package dev.turnpike.sandbox.payments.portal;

import dev.turnpike.sandbox.payments.cards.Attachment;
import dev.turnpike.sandbox.payments.cards.CardForm;
import dev.turnpike.sandbox.payments.cards.CardOnFile;
import dev.turnpike.sandbox.payments.cards.PaymentMethods;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.taxes.TaxIdNumber;
import dev.turnpike.sandbox.payments.taxes.TaxIds;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a customer can do in the portal, each only with what is the customer's own. */
final class PortalChanges {

    private final PaymentMethods methods;
    private final Attachment attachment;
    private final TaxIds taxIds;
    private final InstantSource clock;

    PortalChanges(
            PaymentMethods methods, Attachment attachment, TaxIds taxIds, InstantSource clock) {
        this.methods = methods;
        this.attachment = attachment;
        this.taxIds = taxIds;
        this.clock = clock;
    }

    /** What is wrong, by field; nothing when it was done. */
    Map<String, String> attempt(
            String deed, ObjectNode customer, FormParameters typed, Changes changes) {
        return switch (deed) {
            case "cards" -> addCard(customer, typed, changes);
            case "default" -> makeDefault(customer, typed, changes);
            case "removal" -> removeCard(customer, typed, changes);
            case "tax_ids" -> addTaxId(customer, typed, changes);
            case "tax_id_removal" -> removeTaxId(customer, typed, changes);
            default -> Map.of("card_number", "There is no such action.");
        };
    }

    private Map<String, String> addCard(
            ObjectNode customer, FormParameters typed, Changes changes) {
        CardForm form = CardForm.of(typed).withEmail(Json.textAt(customer, "/email"));
        var problems = new LinkedHashMap<>(form.problems(present()));
        problems.remove("email");
        if (problems.isEmpty() && form.card().isRefusedWhenAttached()) {
            problems.put(form.card().field(), form.card().meaning());
        }
        if (problems.isEmpty()) {
            CardOnFile card = methods.typed(form, changes);
            attachment.attach(card, Json.textAt(customer, "/id"), changes);
        }
        return problems;
    }

    private Map<String, String> makeDefault(
            ObjectNode customer, FormParameters typed, Changes changes) {
        findOwnCard(customer, typed, changes)
                .ifPresent(card -> attachment.makeDefault(customer, card.id(), changes));
        return Map.of();
    }

    private Map<String, String> removeCard(
            ObjectNode customer, FormParameters typed, Changes changes) {
        findOwnCard(customer, typed, changes).ifPresent(card -> attachment.detach(card, changes));
        return Map.of();
    }

    private Map<String, String> addTaxId(
            ObjectNode customer, FormParameters typed, Changes changes) {
        Optional<TaxIdNumber> number = TaxIdNumber.guess(typed.find("tax_id").orElse(""));
        if (number.isEmpty()) {
            return Map.of("tax_id", "Enter a tax ID like DE123456789 or 12-3456789.");
        }
        taxIds.add(Json.textAt(customer, "/id"), number.get(), changes);
        return Map.of();
    }

    private static Map<String, String> removeTaxId(
            ObjectNode customer, FormParameters typed, Changes changes) {
        changes.find(Kind.TAX_ID, typed.find("tax_id").orElse(""))
                .filter(taxId -> taxId.path("customer").equals(customer.path("id")))
                .ifPresent(taxId -> changes.put(TaxIds.gone(Json.textAt(taxId, "/id"))));
        return Map.of();
    }

    /** What another page or another tab removed meanwhile is simply not there. */
    private static Optional<CardOnFile> findOwnCard(
            ObjectNode customer, FormParameters typed, Changes changes) {
        return CardOnFile.find(changes, typed.find("card").orElse(""))
                .filter(card -> card.customer().equals(Json.textAt(customer, "/id")));
    }

    private YearMonth present() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }
}
