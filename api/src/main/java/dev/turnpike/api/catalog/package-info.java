/** The public lists of models, their offers and the providers. */
@NullMarked
package dev.turnpike.api.catalog;

import org.jspecify.annotations.NullMarked;
