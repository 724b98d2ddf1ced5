/** Adds up the books of all tenants. */
@NullMarked
package dev.turnpike.persistence.books;

import org.jspecify.annotations.NullMarked;
