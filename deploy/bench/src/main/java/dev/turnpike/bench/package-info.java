/** Measures what a call through the product costs, against the same call straight to a model. */
@NullMarked
package dev.turnpike.bench;

import org.jspecify.annotations.NullMarked;
