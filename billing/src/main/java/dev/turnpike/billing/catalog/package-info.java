/**
 * Which models exist, which providers offer them, and at what list price: read from files that ship
 * with us.
 */
@NullMarked
package dev.turnpike.billing.catalog;

import org.jspecify.annotations.NullMarked;
