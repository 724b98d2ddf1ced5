/** How fast a caller may call. */
@NullMarked
package dev.turnpike.billing.limits;

import org.jspecify.annotations.NullMarked;
