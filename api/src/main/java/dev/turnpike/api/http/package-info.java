/** What all addresses share: keys in headers, bodies with limits, the error body, health. */
@NullMarked
package dev.turnpike.api.http;

import org.jspecify.annotations.NullMarked;
