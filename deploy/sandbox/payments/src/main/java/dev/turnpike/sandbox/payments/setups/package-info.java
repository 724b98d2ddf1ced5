/** Saving a card without a payment. */
@NullMarked
package dev.turnpike.sandbox.payments.setups;

import org.jspecify.annotations.NullMarked;
