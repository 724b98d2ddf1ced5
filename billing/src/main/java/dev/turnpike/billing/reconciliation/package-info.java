/**
 * Compares the books with what others say about the same money: the payment provider day by day.
 * What differs is named and kept; nothing in here changes the books.
 */
@NullMarked
package dev.turnpike.billing.reconciliation;

import org.jspecify.annotations.NullMarked;
