package dev.turnpike.sandbox.payments;

import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.authentication.AuthenticationPart;
import dev.turnpike.sandbox.payments.balance.BalanceTransactions;
import dev.turnpike.sandbox.payments.cards.Attachment;
import dev.turnpike.sandbox.payments.cards.MethodEndpoints;
import dev.turnpike.sandbox.payments.cards.PaymentMethods;
import dev.turnpike.sandbox.payments.catalog.Prices;
import dev.turnpike.sandbox.payments.catalog.Products;
import dev.turnpike.sandbox.payments.charges.Charges;
import dev.turnpike.sandbox.payments.charges.Charging;
import dev.turnpike.sandbox.payments.charges.IntentEndpoints;
import dev.turnpike.sandbox.payments.charges.PaymentIntents;
import dev.turnpike.sandbox.payments.charges.WaitingPayment;
import dev.turnpike.sandbox.payments.checkout.CheckoutChecks;
import dev.turnpike.sandbox.payments.checkout.CheckoutCreation;
import dev.turnpike.sandbox.payments.checkout.CheckoutSessions;
import dev.turnpike.sandbox.payments.checkout.LineItems;
import dev.turnpike.sandbox.payments.checkout.PayPart;
import dev.turnpike.sandbox.payments.checkout.Payment;
import dev.turnpike.sandbox.payments.checkout.PaymentPages;
import dev.turnpike.sandbox.payments.checkout.SessionExpiry;
import dev.turnpike.sandbox.payments.customers.CustomerDeletion;
import dev.turnpike.sandbox.payments.customers.Customers;
import dev.turnpike.sandbox.payments.disputes.Bank;
import dev.turnpike.sandbox.payments.disputes.DisputeEndpoints;
import dev.turnpike.sandbox.payments.disputes.Disputes;
import dev.turnpike.sandbox.payments.faults.FaultKnobs;
import dev.turnpike.sandbox.payments.invoices.Invoices;
import dev.turnpike.sandbox.payments.objects.Chore;
import dev.turnpike.sandbox.payments.objects.Commits;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import dev.turnpike.sandbox.payments.pages.Addresses;
import dev.turnpike.sandbox.payments.pages.Frame;
import dev.turnpike.sandbox.payments.portal.PortalPart;
import dev.turnpike.sandbox.payments.portal.PortalSessions;
import dev.turnpike.sandbox.payments.refunds.Refunds;
import dev.turnpike.sandbox.payments.setups.SetupEndpoints;
import dev.turnpike.sandbox.payments.setups.SetupIntents;
import dev.turnpike.sandbox.payments.taxes.TaxIdEndpoints;
import dev.turnpike.sandbox.payments.taxes.TaxIds;
import dev.turnpike.sandbox.payments.webhooks.WebhookEndpoints;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Puts together what knows about payments, apart from how it is reached. */
final class House {

    private final ObjectStore store;
    private final InstantSource clock;
    private final Addresses addresses;
    private final Ids ids = new Ids(new SecureRandom());
    private final Events events;
    private final Attachment attachment;
    private final PaymentMethods methods;
    private final PaymentIntents intents;
    private final BalanceTransactions balance;
    private final Disputes disputes;
    private final Charging charging;
    private final SetupIntents setups;
    private final TaxIds taxIds;
    private final Customers customers;
    private final SessionExpiry expiry;

    /**
     * Makes everything once.
     *
     * @param eventClock dates the events, and may be wrong on request
     * @param listeners how many want to hear of a type of event
     */
    House(
            ObjectStore store,
            FaultKnobs faults,
            InstantSource clock,
            InstantSource eventClock,
            ToIntFunction<String> listeners,
            Addresses addresses) {
        this.store = store;
        this.clock = clock;
        this.addresses = addresses;
        this.events = new Events(ids, eventClock, listeners);
        this.attachment = new Attachment(events);
        this.methods = new PaymentMethods(ids, clock);
        this.intents = new PaymentIntents(ids, clock);
        this.balance = new BalanceTransactions(ids, clock);
        this.disputes = new Disputes(ids, clock, balance, events);
        this.charging =
                new Charging(new Charges(ids, clock, addresses), balance, disputes, faults, events);
        this.setups = new SetupIntents(ids, clock, attachment, events);
        this.taxIds = new TaxIds(ids, clock);
        this.customers = new Customers(ids, clock, taxIds, events);
        this.expiry = new SessionExpiry(store, intents, events, clock);
    }

    Ids ids() {
        return ids;
    }

    /** What time alone brings about. */
    List<Chore> chores() {
        return List.of(expiry, new Bank(store, disputes, clock));
    }

    /** The API, resource by resource. */
    List<Route> routes() {
        var checkout =
                new CheckoutCreation(
                        new CheckoutSessions(ids, clock, addresses),
                        new LineItems(ids, clock),
                        new CheckoutChecks(clock));
        var all = new ArrayList<Route>();
        var deletion = new CustomerDeletion(attachment, events, expiry::expireAllOf);
        all.addAll(customers.routes(store, deletion));
        all.addAll(new TaxIdEndpoints(taxIds).routes(store));
        all.addAll(Routes.ofCheckout(store, checkout, expiry));
        all.addAll(
                new IntentEndpoints(intents, methods, charging, attachment, events, addresses)
                        .routes(store));
        all.addAll(new SetupEndpoints(setups, methods, addresses, events).routes(store));
        all.addAll(new MethodEndpoints(methods, attachment, events).routes(store));
        all.addAll(new Refunds(ids, clock, balance, events).routes(store));
        all.addAll(new DisputeEndpoints(disputes, events).routes(store));
        var products = new Products(ids, clock, events);
        all.addAll(products.routes(store));
        all.addAll(new Prices(ids, clock, products, events).routes(store));
        all.addAll(new PaymentPages(payment(), methods).routes());
        all.addAll(new PortalSessions(ids, clock, addresses, events).routes());
        all.addAll(new WebhookEndpoints(ids, clock).routes(store));
        all.addAll(Routes.onlyRead(store));
        return List.copyOf(all);
    }

    PayPart payPart(Commits commits, Frame frame) {
        return new PayPart(commits, payment(), frame, clock);
    }

    private Payment payment() {
        var invoices = new Invoices(ids, clock, addresses);
        return new Payment(customers, taxIds, methods, intents, charging, invoices, events);
    }

    AuthenticationPart authenticationPart(Commits commits, Frame frame) {
        var payments = new WaitingPayment(charging, attachment, events);
        return new AuthenticationPart(commits, frame, List.of(payments, setups));
    }

    PortalPart portalPart(Commits commits, Frame frame) {
        return new PortalPart(commits, frame, methods, attachment, taxIds, clock);
    }
}
