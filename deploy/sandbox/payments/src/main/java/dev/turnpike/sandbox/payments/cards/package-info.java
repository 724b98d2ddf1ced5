/** What is paid with: the test cards. */
@NullMarked
package dev.turnpike.sandbox.payments.cards;

import org.jspecify.annotations.NullMarked;
