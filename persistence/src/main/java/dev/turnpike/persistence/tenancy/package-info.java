/** The only way to the database through JPA: it asks first whose rows are meant. */
@NullMarked
package dev.turnpike.persistence.tenancy;

import org.jspecify.annotations.NullMarked;
