/** Stores promotional codes and their redemptions. */
@NullMarked
package dev.turnpike.persistence.promotions;

import org.jspecify.annotations.NullMarked;
