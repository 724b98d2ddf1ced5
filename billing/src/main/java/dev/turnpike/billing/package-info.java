/** The heart of Turnpike: who may spend, on what, at what price, and what was spent. */
@NullMarked
package dev.turnpike.billing;

import org.jspecify.annotations.NullMarked;
