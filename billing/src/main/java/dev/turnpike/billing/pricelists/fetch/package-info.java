/** Gets price lists over the network: the one folder of billing that does. */
@NullMarked
package dev.turnpike.billing.pricelists.fetch;

import org.jspecify.annotations.NullMarked;
