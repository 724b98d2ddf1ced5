/** Charges that their cardholder's bank takes back. */
@NullMarked
package dev.turnpike.sandbox.payments.disputes;

import org.jspecify.annotations.NullMarked;
