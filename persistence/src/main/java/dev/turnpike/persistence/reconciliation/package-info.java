/** Keeps what others say about the same money, and compares it with the journal in the database. */
@NullMarked
package dev.turnpike.persistence.reconciliation;

import org.jspecify.annotations.NullMarked;
