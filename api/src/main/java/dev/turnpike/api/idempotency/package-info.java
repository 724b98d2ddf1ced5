/** Repeated requests: they get what the first one got, live, or as it was kept. */
@NullMarked
package dev.turnpike.api.idempotency;

import org.jspecify.annotations.NullMarked;
