/** The payment sandbox: buying credit works end to end, and no real money moves. */
@NullMarked
package dev.turnpike.sandbox.payments;

import org.jspecify.annotations.NullMarked;
