/** What an operator sees of the books as a whole: sums, never a tenant's own affairs. */
@NullMarked
package dev.turnpike.billing.books;

import org.jspecify.annotations.NullMarked;
