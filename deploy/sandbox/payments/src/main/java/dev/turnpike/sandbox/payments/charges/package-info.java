/** Attempts to take money: payment intents and their charges. */
@NullMarked
package dev.turnpike.sandbox.payments.charges;

import org.jspecify.annotations.NullMarked;
