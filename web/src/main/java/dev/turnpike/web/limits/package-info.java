/** Lets people bound what may be spent, and by whom. */
@NullMarked
package dev.turnpike.web.limits;

import org.jspecify.annotations.NullMarked;
