package dev.turnpike.billing.settings;

import dev.turnpike.billing.credits.refunds.RefundSettings;
import dev.turnpike.billing.credits.stripe.StripeSettings;
import dev.turnpike.billing.keys.KeyPepper;
import dev.turnpike.billing.limits.CallRateSettings;
import dev.turnpike.billing.pricelists.PriceListSettings;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.reconciliation.BillTolerance;
import dev.turnpike.billing.sealing.SealingKeys;
import dev.turnpike.billing.spending.SpendingSettings;
import dev.turnpike.billing.topups.TopUpOffer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The settings of the heart, from the environment. A wrong value stops the start with its name. */
public final class BillingSettings {

    private static final int DEFAULT_MARKUP_BASIS_POINTS = 1_500;

    /** Far above what a person or a small service does; a guard against runaway loops. */
    private static final long DEFAULT_CALLS_PER_MINUTE = 60_000;

    private final Config config = ConfigProvider.getConfig();

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    KeyPepper keyPepper() {
        return new KeyPepper(
                Base64.getDecoder().decode(config.getValue("turnpike.key.pepper", String.class)));
    }

    @Produces
    @Singleton
    SealingKeys sealingKeys() {
        return SealingKeys.parse(config.getValue("turnpike.sealing.keys", String.class));
    }

    @Produces
    @Singleton
    Markup markup() {
        return new Markup(
                config.getOptionalValue("turnpike.markup.basis.points", Integer.class)
                        .orElse(DEFAULT_MARKUP_BASIS_POINTS));
    }

    @Produces
    @Singleton
    CallRateSettings callRate() {
        return new CallRateSettings(
                config.getOptionalValue("turnpike.calls.per.minute", Long.class)
                        .orElse(DEFAULT_CALLS_PER_MINUTE));
    }

    @Produces
    @Singleton
    SpendingSettings spending() {
        return new SpendingSettings(
                config.getOptionalValue("turnpike.hold.lifetime.seconds", Long.class)
                        .map(Duration::ofSeconds)
                        .orElse(SpendingSettings.DEFAULT_HOLD_LIFETIME));
    }

    @Produces
    @Singleton
    BillTolerance billTolerance() {
        return config.getOptionalValue("turnpike.bill.tolerance.basis.points", Integer.class)
                .map(BillTolerance::new)
                .orElse(BillTolerance.DEFAULT);
    }

    @Produces
    @Singleton
    TopUpOffer topUpOffer(StripeSettings stripe) {
        return new TopUpOffer(!stripe.taxes());
    }

    @Produces
    @Singleton
    PriceListSettings priceLists() {
        return PriceListSettings.parse(
                config.getOptionalValue("turnpike.price.lists", String.class).orElse(""),
                config.getOptionalValue("turnpike.price.lists.every.hours", Long.class)
                        .map(Duration::ofHours)
                        .orElse(PriceListSettings.DEFAULT_EVERY));
    }

    @Produces
    @Singleton
    StripeSettings stripe() {
        return new StripeSettings(
                config.getOptionalValue("turnpike.stripe.api.base", URI.class).orElse(null),
                config.getValue("turnpike.stripe.secret.key", String.class),
                config.getValue("turnpike.stripe.webhook.secret", String.class),
                config.getOptionalValue("turnpike.stripe.taxes", Boolean.class).orElse(false));
    }

    @Produces
    @Singleton
    RefundSettings refunds() {
        return config.getOptionalValue("turnpike.refund.window.days", Long.class)
                .map(days -> new RefundSettings(Duration.ofDays(days)))
                .orElse(RefundSettings.DEFAULT);
    }
}
