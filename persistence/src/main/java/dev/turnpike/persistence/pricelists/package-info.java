/** Stores the last good text of each price list. */
@NullMarked
package dev.turnpike.persistence.pricelists;

import org.jspecify.annotations.NullMarked;
