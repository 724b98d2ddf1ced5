package dev.turnpike.billing.credits.stripe;

import dev.turnpike.billing.credits.PaymentCustomers;
import dev.turnpike.billing.credits.PaymentMovements;
import dev.turnpike.billing.credits.Payments;
import java.time.InstantSource;

/** Lends the ports that speak to Stripe. */
public final class StripePorts {

    private final StripeSettings settings;
    private final StripeConnection connection;
    private final InstantSource clock;

    public StripePorts(StripeSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        connection = new StripeConnection(settings);
    }

    public Payments payments() {
        return new StripePayments(connection, settings, clock);
    }

    public PaymentCustomers customers() {
        return new StripeCustomers(connection);
    }

    public PaymentMovements movements() {
        return new StripeMovements(connection);
    }
}
