/** {@code POST /v1/chat/completions}: its request, its reply and its stream. */
@NullMarked
package dev.turnpike.api.chat;

import org.jspecify.annotations.NullMarked;
