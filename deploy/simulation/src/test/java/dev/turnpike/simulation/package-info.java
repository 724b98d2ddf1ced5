/** Days of trade in a time of one's own: the books, the payment sandbox and a provider's bill. */
@NullMarked
package dev.turnpike.simulation;

import org.jspecify.annotations.NullMarked;
