/** Where settings enter: read once at start, checked, and handed out as typed values. */
@NullMarked
package dev.turnpike.billing.settings;

import org.jspecify.annotations.NullMarked;
