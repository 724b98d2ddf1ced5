/** Providers that speak the Messages protocol. */
@NullMarked
package dev.turnpike.api.provider.anthropic;

import org.jspecify.annotations.NullMarked;
