/** Adds up what statements show. */
@NullMarked
package dev.turnpike.persistence.statements;

import org.jspecify.annotations.NullMarked;
