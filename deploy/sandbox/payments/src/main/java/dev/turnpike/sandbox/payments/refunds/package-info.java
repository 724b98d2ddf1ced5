/** Money given back. */
@NullMarked
package dev.turnpike.sandbox.payments.refunds;

import org.jspecify.annotations.NullMarked;
