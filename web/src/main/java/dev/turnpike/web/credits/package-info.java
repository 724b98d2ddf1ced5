/** Shows the balance and sells credit. */
@NullMarked
package dev.turnpike.web.credits;

import org.jspecify.annotations.NullMarked;
