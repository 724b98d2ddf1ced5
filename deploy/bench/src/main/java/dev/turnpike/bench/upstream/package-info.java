/** A model provider that costs next to nothing, so that the measured costs are the product's. */
@NullMarked
package dev.turnpike.bench.upstream;

import org.jspecify.annotations.NullMarked;
