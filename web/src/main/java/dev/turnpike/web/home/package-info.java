/** The first page: what this is and why one would want it. */
@NullMarked
package dev.turnpike.web.home;

import org.jspecify.annotations.NullMarked;
