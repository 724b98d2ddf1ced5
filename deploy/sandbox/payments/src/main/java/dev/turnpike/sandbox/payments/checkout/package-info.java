/** The hosted checkout, from opening it to the paid order. */
@NullMarked
package dev.turnpike.sandbox.payments.checkout;

import org.jspecify.annotations.NullMarked;
