/** Price lists as they are published: the only place in billing that reads JSON. */
@NullMarked
package dev.turnpike.billing.pricelists.wire;

import org.jspecify.annotations.NullMarked;
