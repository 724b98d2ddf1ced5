/** The one door through which a call spends: reserve, settle, release. */
@NullMarked
package dev.turnpike.billing.spending;

import org.jspecify.annotations.NullMarked;
