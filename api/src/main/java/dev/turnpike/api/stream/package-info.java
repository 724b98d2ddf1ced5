/** Answers out, whole or as server-sent events: to a reader who may be slow, silent or gone. */
@NullMarked
package dev.turnpike.api.stream;

import org.jspecify.annotations.NullMarked;
