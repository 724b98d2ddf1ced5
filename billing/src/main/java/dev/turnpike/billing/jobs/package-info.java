/** What runs by itself: one shallow class for each timer. */
@NullMarked
package dev.turnpike.billing.jobs;

import org.jspecify.annotations.NullMarked;
