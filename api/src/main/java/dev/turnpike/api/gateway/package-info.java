/** The story of one call, from its key to its receipt. */
@NullMarked
package dev.turnpike.api.gateway;

import org.jspecify.annotations.NullMarked;
