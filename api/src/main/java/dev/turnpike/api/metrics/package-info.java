/** Numbers for a monitor, in Prometheus' text format; none of them tells a tenant apart. */
@NullMarked
package dev.turnpike.api.metrics;

import org.jspecify.annotations.NullMarked;
