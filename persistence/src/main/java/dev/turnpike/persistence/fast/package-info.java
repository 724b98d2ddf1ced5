/** The path of a call to the database: one statement, one round trip, no transaction around it. */
@NullMarked
package dev.turnpike.persistence.fast;

import org.jspecify.annotations.NullMarked;
