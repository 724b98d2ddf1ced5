/** What was used: one record for each call, with everything its receipt needs. */
@NullMarked
package dev.turnpike.billing.usage;

import org.jspecify.annotations.NullMarked;
