/** Stores plans, which account is on which, and what accounts have spent lately. */
@NullMarked
package dev.turnpike.persistence.plans;

import org.jspecify.annotations.NullMarked;
