/** Plans: what accounts pay on top of providers' prices, and less the more they spend. */
@NullMarked
package dev.turnpike.billing.plans;

import org.jspecify.annotations.NullMarked;
