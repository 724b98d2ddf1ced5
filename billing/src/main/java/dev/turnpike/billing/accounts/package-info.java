/** Tenants and the people who belong to them. */
@NullMarked
package dev.turnpike.billing.accounts;

import org.jspecify.annotations.NullMarked;
