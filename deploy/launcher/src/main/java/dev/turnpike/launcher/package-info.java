/**
 * Starts and stops the whole product on one machine: for whoever tries it, and for the journeys.
 */
@NullMarked
package dev.turnpike.launcher;

import org.jspecify.annotations.NullMarked;
