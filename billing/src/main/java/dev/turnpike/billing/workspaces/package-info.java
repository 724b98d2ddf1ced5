/** Workspaces: what the keys of an account are sorted into, and where their spending adds up. */
@NullMarked
package dev.turnpike.billing.workspaces;

import org.jspecify.annotations.NullMarked;
