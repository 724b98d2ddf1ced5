/**
 * What money did: one booking for every charge, refund and dispute, so that a day can be
 * reconciled.
 */
@NullMarked
package dev.turnpike.sandbox.payments.balance;

import org.jspecify.annotations.NullMarked;
