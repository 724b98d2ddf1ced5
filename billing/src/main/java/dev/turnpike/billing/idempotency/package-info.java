/**
 * Repeated requests: a call that its caller named is made once, and its answer is kept for a day.
 */
@NullMarked
package dev.turnpike.billing.idempotency;

import org.jspecify.annotations.NullMarked;
