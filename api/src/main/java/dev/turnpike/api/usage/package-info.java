/** {@code GET /v1/generation}: the receipt of one call. */
@NullMarked
package dev.turnpike.api.usage;

import org.jspecify.annotations.NullMarked;
