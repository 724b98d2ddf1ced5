/** How every API endpoint works: routing, parameter rules, idempotency, lists, expansion. */
@NullMarked
package dev.turnpike.sandbox.payments.api;

import org.jspecify.annotations.NullMarked;
