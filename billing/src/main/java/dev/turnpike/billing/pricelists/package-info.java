/** What public price lists say of our offers, and whether two of them agree on it. */
@NullMarked
package dev.turnpike.billing.pricelists;

import org.jspecify.annotations.NullMarked;
