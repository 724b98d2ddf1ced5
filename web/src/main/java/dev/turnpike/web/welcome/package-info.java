/** Leads a new customer from an empty account to the first answer. */
@NullMarked
package dev.turnpike.web.welcome;

import org.jspecify.annotations.NullMarked;
