/** The ways in which the sandbox misbehaves on request. */
@NullMarked
package dev.turnpike.sandbox.payments.faults;

import org.jspecify.annotations.NullMarked;
