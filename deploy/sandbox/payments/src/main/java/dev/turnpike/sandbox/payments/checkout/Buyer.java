package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.customers.Customers;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.taxes.TaxIdNumber;
import dev.turnpike.sandbox.payments.taxes.TaxIds;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Notes who paid: in the session, and in the customer as far as the shop allowed it. */
final class Buyer {

    private final Customers customers;
    private final TaxIds taxIds;
    private final Events events;

    Buyer(Customers customers, TaxIds taxIds, Events events) {
        this.customers = customers;
        this.taxIds = taxIds;
        this.events = events;
    }

    /** What the session knows of the buyer after the form. */
    static void describe(ObjectNode session, BuyerForm form) {
        CheckoutSessions.setEmail(session, form.card().email());
        ObjectNode details = session.withObject("customer_details");
        if (!form.country().isEmpty()) {
            Customers.address(details).put("country", form.country());
        }
        if (!form.businessName().isEmpty()) {
            details.put("name", form.businessName()).put("business_name", form.businessName());
        }
        details.putArray("tax_ids");
        form.findTaxId()
                .ifPresent(
                        number ->
                                details.withArray("tax_ids")
                                        .addObject()
                                        .put("type", number.type())
                                        .put("value", number.value()));
    }

    /** Makes or changes the customer of a checkout that is about to be paid. */
    void keep(Checkout checkout, BuyerForm form, ObjectNode intent, Changes changes) {
        ObjectNode session = checkout.session();
        String known = Json.textAt(session, "/customer");
        boolean isWanted =
                Json.textAt(session, "/customer_creation").equals("always")
                        || !Json.textAt(intent, "/setup_future_usage").isEmpty();
        if (known.isEmpty() && !isWanted) {
            return;
        }
        ObjectNode customer =
                known.isEmpty()
                        ? customers.guest(form.card().email())
                        : changes.find(Kind.CUSTOMER, known).orElseThrow();
        String id = Json.textAt(customer, "/id");
        session.put("customer", id);
        intent.put("customer", id);
        if (mayChange(checkout, known, "name") && !form.businessName().isEmpty()) {
            customer.put("name", form.businessName());
        }
        if (mayChange(checkout, known, "address") && !form.country().isEmpty()) {
            Customers.address(customer).put("country", form.country());
        }
        Optional<TaxIdNumber> taxId = form.findTaxId();
        taxId.ifPresent(number -> taxIds.add(id, number, changes));
        putIfNew(customer, known, changes);
    }

    private void putIfNew(ObjectNode customer, String known, Changes changes) {
        if (known.isEmpty()) {
            changes.put(customer);
            events.record(changes, "customer.created", customer);
        } else if (!changes.find(Kind.CUSTOMER, known).equals(Optional.of(customer))) {
            changes.put(customer);
            events.record(changes, "customer.updated", customer);
        }
    }

    private static boolean mayChange(Checkout checkout, String known, String what) {
        return known.isEmpty()
                || Json.textAt(checkout.order(), "/customer_update/" + what).equals("auto");
    }
}
