/** Lets people in and out, with Keycloak as the doorkeeper. */
@NullMarked
package dev.turnpike.web.signin;

import org.jspecify.annotations.NullMarked;
