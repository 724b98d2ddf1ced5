/** Telling the shop what happened, signed and again until it listens. */
@NullMarked
package dev.turnpike.sandbox.payments.webhooks;

import org.jspecify.annotations.NullMarked;
