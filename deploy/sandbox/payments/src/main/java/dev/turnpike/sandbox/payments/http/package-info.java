/** The outer edge: requests in, answers out, refusals in Stripe's words. */
@NullMarked
package dev.turnpike.sandbox.payments.http;

import org.jspecify.annotations.NullMarked;
