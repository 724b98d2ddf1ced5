/** Which offers can answer a call, and in which order they are tried. */
@NullMarked
package dev.turnpike.api.routing;

import org.jspecify.annotations.NullMarked;
