/** Stripe behind the payment port; the only folder that knows Stripe's library. */
@NullMarked
package dev.turnpike.billing.credits.stripe;

import org.jspecify.annotations.NullMarked;
