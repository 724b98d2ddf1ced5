/** API keys: made once, shown once, recognised on every call. */
@NullMarked
package dev.turnpike.billing.keys;

import org.jspecify.annotations.NullMarked;
