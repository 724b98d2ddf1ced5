/** Stores workspaces. */
@NullMarked
package dev.turnpike.persistence.workspaces;

import org.jspecify.annotations.NullMarked;
