/** Shows what was spent, call by call, with a receipt for each. */
@NullMarked
package dev.turnpike.web.usage;

import org.jspecify.annotations.NullMarked;
