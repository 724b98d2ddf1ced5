/** Stores API keys and finds the one that a call brings. */
@NullMarked
package dev.turnpike.persistence.keys;

import org.jspecify.annotations.NullMarked;
