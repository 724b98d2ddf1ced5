package dev.turnpike.billing.topups;

/**
 * Whether this installation has automatic top-up.
 *
 * @param stands false where tax is added to purchases: that takes the buyer's address and a
 *     checkout
 */
public record TopUpOffer(boolean stands) {}
