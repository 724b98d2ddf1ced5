/** Stores what accounts want to be bought by itself. */
@NullMarked
package dev.turnpike.persistence.topups;

import org.jspecify.annotations.NullMarked;
