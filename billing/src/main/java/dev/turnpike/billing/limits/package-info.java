/** What bounds a caller: how fast it may call, and how much may be spent. */
@NullMarked
package dev.turnpike.billing.limits;

import org.jspecify.annotations.NullMarked;
