package dev.turnpike.billing.catalog;

import dev.turnpike.billing.pricing.PriceVersion;

/** An offer with the edition of its prices that is in force. */
public record PricedOffer(Offer offer, PriceVersion price) {}
