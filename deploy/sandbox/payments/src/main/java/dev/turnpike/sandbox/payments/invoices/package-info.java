/** What the buyer gets on paper. */
@NullMarked
package dev.turnpike.sandbox.payments.invoices;

import org.jspecify.annotations.NullMarked;
