/** Speaks the Chat Completions protocol as OpenAI does. */
@NullMarked
package dev.turnpike.sandbox.models.openai;

import org.jspecify.annotations.NullMarked;
