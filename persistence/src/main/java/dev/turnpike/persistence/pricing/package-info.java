/** Stores every edition of every price sheet. */
@NullMarked
package dev.turnpike.persistence.pricing;

import org.jspecify.annotations.NullMarked;
