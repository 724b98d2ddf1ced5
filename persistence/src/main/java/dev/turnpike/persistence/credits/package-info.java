/** Stores purchases and the payment provider's events. */
@NullMarked
package dev.turnpike.persistence.credits;

import org.jspecify.annotations.NullMarked;
