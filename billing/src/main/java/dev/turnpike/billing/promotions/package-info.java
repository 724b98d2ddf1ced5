/** Credit that is given away: codes that an operator makes and customers redeem. */
@NullMarked
package dev.turnpike.billing.promotions;

import org.jspecify.annotations.NullMarked;
