/** Makes JSON that fits a JSON schema, for tool arguments and structured answers. */
@NullMarked
package dev.turnpike.sandbox.models.schema;

import org.jspecify.annotations.NullMarked;
