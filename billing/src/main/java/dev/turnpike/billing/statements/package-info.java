/**
 * What a tenant is shown of a month: all that moved its credit, and what its calls cost by whom.
 */
@NullMarked
package dev.turnpike.billing.statements;

import org.jspecify.annotations.NullMarked;
