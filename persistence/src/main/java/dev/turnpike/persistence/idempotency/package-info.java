/** Keeps the answers of named calls, and who makes them. */
@NullMarked
package dev.turnpike.persistence.idempotency;

import org.jspecify.annotations.NullMarked;
