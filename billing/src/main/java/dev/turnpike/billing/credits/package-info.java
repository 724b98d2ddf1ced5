/** Buying credit: a purchase is paid once and credited once. */
@NullMarked
package dev.turnpike.billing.credits;

import org.jspecify.annotations.NullMarked;
