/** The look of what a visitor sees. */
@NullMarked
package dev.turnpike.sandbox.payments.pages;

import org.jspecify.annotations.NullMarked;
