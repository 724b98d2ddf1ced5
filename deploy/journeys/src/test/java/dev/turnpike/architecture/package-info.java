/** The house rules that Maven's module graph cannot state. */
@NullMarked
package dev.turnpike.architecture;

import org.jspecify.annotations.NullMarked;
