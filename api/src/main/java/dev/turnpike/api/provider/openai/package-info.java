/** Providers that speak the chat-completions protocol; what differs between them is data. */
@NullMarked
package dev.turnpike.api.provider.openai;

import org.jspecify.annotations.NullMarked;
