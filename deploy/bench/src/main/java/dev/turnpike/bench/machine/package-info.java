/** What the operating system says about processes and the machine they run on. */
@NullMarked
package dev.turnpike.bench.machine;

import org.jspecify.annotations.NullMarked;
