package dev.turnpike.api.gateway;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.Usage;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import org.jspecify.annotations.Nullable;

/**
 * What a call used and what it cost, as it is settled.
 *
 * @param cost what the customer pays
 * @param providerCost what the provider charges for it
 * @param tier by which it was served; null when its caller asked for none
 */
public record Receipt(
        Usage usage,
        Usd cost,
        Usd providerCost,
        Usd providerPromptCost,
        Usd providerCompletionCost,
        @Nullable ServiceTier tier) {

    static Receipt of(Generation bill) {
        Delivery delivery = bill.delivery();
        if (delivery == null) {
            throw new IllegalArgumentException("Nothing was delivered: " + bill.id());
        }
        return of(delivery.usage(), bill.charge(), delivery.tier());
    }

    /** Of an answer that is worth nothing. */
    static Receipt ofNothing(Usage usage) {
        return of(usage, null, null);
    }

    private static Receipt of(Usage usage, @Nullable Charge charge, @Nullable ServiceTier tier) {
        return charge == null
                ? new Receipt(usage, Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO, tier)
                : new Receipt(
                        usage,
                        charge.cost(),
                        charge.providerCost(),
                        charge.providerPromptCost(),
                        charge.providerCompletionCost(),
                        tier);
    }
}
