/**
 * Journeys through the whole running product: real database, sign-in, server, browser and clients.
 */
@NullMarked
package dev.turnpike.journeys;

import org.jspecify.annotations.NullMarked;
