/** Tells a monitor whether the money is right. */
@NullMarked
package dev.turnpike.api.books;

import org.jspecify.annotations.NullMarked;
