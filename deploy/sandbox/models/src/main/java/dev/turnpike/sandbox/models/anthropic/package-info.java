/** Speaks the Messages protocol as Anthropic does. */
@NullMarked
package dev.turnpike.sandbox.models.anthropic;

import org.jspecify.annotations.NullMarked;
