/** Stores holds and settles them, in one round trip each. */
@NullMarked
package dev.turnpike.persistence.spending;

import org.jspecify.annotations.NullMarked;
