/** Exact amounts: nano-dollars in the books, pico-dollars in prices, one place that rounds. */
@NullMarked
package dev.turnpike.billing.money;

import org.jspecify.annotations.NullMarked;
