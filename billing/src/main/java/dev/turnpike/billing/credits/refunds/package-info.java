/** Refunds that we ask for: the credit goes first, the money follows. */
@NullMarked
package dev.turnpike.billing.credits.refunds;

import org.jspecify.annotations.NullMarked;
