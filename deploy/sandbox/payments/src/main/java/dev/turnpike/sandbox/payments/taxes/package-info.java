/** Tax ids, and a toy table of tax rates. */
@NullMarked
package dev.turnpike.sandbox.payments.taxes;

import org.jspecify.annotations.NullMarked;
