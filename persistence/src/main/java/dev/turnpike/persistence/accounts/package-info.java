/** Stores tenants and their members. */
@NullMarked
package dev.turnpike.persistence.accounts;

import org.jspecify.annotations.NullMarked;
