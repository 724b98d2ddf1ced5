/** Calls that the payment provider makes to us. */
@NullMarked
package dev.turnpike.api.webhooks;

import org.jspecify.annotations.NullMarked;
