/** The front desk: the pages on which people sign up, pay, make keys and see what they spent. */
@NullMarked
package dev.turnpike.web;

import org.jspecify.annotations.NullMarked;
