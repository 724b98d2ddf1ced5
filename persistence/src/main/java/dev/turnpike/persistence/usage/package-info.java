/** Reads the records of calls. */
@NullMarked
package dev.turnpike.persistence.usage;

import org.jspecify.annotations.NullMarked;
