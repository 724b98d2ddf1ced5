/** Stores the limits of money, beside what calls spend of them. */
@NullMarked
package dev.turnpike.persistence.limits;

import org.jspecify.annotations.NullMarked;
