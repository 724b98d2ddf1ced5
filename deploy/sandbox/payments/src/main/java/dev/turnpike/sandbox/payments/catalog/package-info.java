/** What a shop sells, and for how much. */
@NullMarked
package dev.turnpike.sandbox.payments.catalog;

import org.jspecify.annotations.NullMarked;
