/** {@code GET /v1/key}: what a key may still spend. */
@NullMarked
package dev.turnpike.api.keys;

import org.jspecify.annotations.NullMarked;
