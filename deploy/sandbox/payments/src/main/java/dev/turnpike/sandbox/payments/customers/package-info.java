/** Who pays. */
@NullMarked
package dev.turnpike.sandbox.payments.customers;

import org.jspecify.annotations.NullMarked;
