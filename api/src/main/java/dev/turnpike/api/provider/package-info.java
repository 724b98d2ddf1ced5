/** The one shape in which the gateway talks to every provider, and the connections to them. */
@NullMarked
package dev.turnpike.api.provider;

import org.jspecify.annotations.NullMarked;
