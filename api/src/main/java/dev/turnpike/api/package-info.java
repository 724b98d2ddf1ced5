/** The gate for programs: every public address of the API starts here. */
@NullMarked
package dev.turnpike.api;

import org.jspecify.annotations.NullMarked;
