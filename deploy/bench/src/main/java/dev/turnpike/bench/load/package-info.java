/** Sends calls over plain sockets, and keeps count of what comes back and when. */
@NullMarked
package dev.turnpike.bench.load;

import org.jspecify.annotations.NullMarked;
