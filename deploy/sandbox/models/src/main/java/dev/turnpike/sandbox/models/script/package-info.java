/** How each simulated model answers, free of any wire protocol. */
@NullMarked
package dev.turnpike.sandbox.models.script;

import org.jspecify.annotations.NullMarked;
