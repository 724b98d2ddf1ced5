/** What only shows inside the server: its transactions, its connection pools, its start and end. */
@NullMarked
package dev.turnpike.container;

import org.jspecify.annotations.NullMarked;
