/** Explains the API to the people who write programs for it. */
@NullMarked
package dev.turnpike.web.docs;

import org.jspecify.annotations.NullMarked;
