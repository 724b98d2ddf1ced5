/** What the two wire protocols share: JSON bodies, failures and the seam each of them fills. */
@NullMarked
package dev.turnpike.sandbox.models.wire;

import org.jspecify.annotations.NullMarked;
