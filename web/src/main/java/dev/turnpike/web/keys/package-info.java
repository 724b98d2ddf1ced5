/** Lets people make, see and revoke their API keys. */
@NullMarked
package dev.turnpike.web.keys;

import org.jspecify.annotations.NullMarked;
