/** The pages of whoever runs this installation: whether the money is right. */
@NullMarked
package dev.turnpike.web.operator;

import org.jspecify.annotations.NullMarked;
