/** What must not be read where it is stored: sealed for one owner, and opened for nobody else. */
@NullMarked
package dev.turnpike.billing.sealing;

import org.jspecify.annotations.NullMarked;
