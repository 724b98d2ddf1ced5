/**
 * Credit that buys itself with the saved card when it runs low, within bounds that its owner set.
 */
@NullMarked
package dev.turnpike.billing.topups;

import org.jspecify.annotations.NullMarked;
