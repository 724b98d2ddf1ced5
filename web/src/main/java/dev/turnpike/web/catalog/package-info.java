/** Shows the models, who serves them, and at what price. */
@NullMarked
package dev.turnpike.web.catalog;

import org.jspecify.annotations.NullMarked;
