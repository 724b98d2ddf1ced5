/** {@code GET /v1/credits}: what an account bought and used. */
@NullMarked
package dev.turnpike.api.credits;

import org.jspecify.annotations.NullMarked;
