/** Checks the launcher's pieces one by one; the journeys start the whole. */
@NullMarked
package dev.turnpike.launcher;

import org.jspecify.annotations.NullMarked;
