/** The memory of Turnpike: PostgreSQL behind the ports of billing. */
@NullMarked
package dev.turnpike.persistence;

import org.jspecify.annotations.NullMarked;
