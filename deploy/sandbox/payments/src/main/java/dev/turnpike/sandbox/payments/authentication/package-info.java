/** Where the holder of a card answers the bank. */
@NullMarked
package dev.turnpike.sandbox.payments.authentication;

import org.jspecify.annotations.NullMarked;
