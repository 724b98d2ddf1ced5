/** Seals what is stored, by Google Tink. */
@NullMarked
package dev.turnpike.persistence.sealing;

import org.jspecify.annotations.NullMarked;
