/** The page on which a customer looks after cards and tax ids. */
@NullMarked
package dev.turnpike.sandbox.payments.portal;

import org.jspecify.annotations.NullMarked;
