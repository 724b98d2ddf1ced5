/** What a use of tokens costs: price sheets, their versions, the markup, the charge. */
@NullMarked
package dev.turnpike.billing.pricing;

import org.jspecify.annotations.NullMarked;
