package dev.turnpike.sandbox.models.stage;

import dev.turnpike.sandbox.models.script.Ask;
import dev.turnpike.sandbox.models.script.Tokens;
import dev.turnpike.sandbox.models.script.Tool;
import dev.turnpike.sandbox.models.script.Turn;

/** Counts the tokens of a prompt the way OpenAI documents it for its chat models. */
final class PromptSize {

    /** Two marks around each message and one for its role. */
    private static final int TOKENS_PER_TURN = 4;

    /** The marks that open the answer. */
    private static final int TOKENS_PER_ANSWER = 3;

    /** What OpenAI bills for an image in low detail; taken for every kind of media here. */
    private static final int TOKENS_PER_MEDIA = 85;

    private final Tokens tokens;

    PromptSize(Tokens tokens) {
        this.tokens = tokens;
    }

    int of(Ask ask) {
        int size = TOKENS_PER_ANSWER;
        for (Turn turn : ask.turns()) {
            size += TOKENS_PER_TURN + turn.media() * TOKENS_PER_MEDIA + tokens.count(turn.text());
            size += turn.results().stream().mapToInt(tokens::count).sum();
            size += turn.extras().stream().mapToInt(tokens::count).sum();
        }
        for (Tool tool : ask.tooling().tools()) {
            size += tokens.count(tool.name()) + tokens.count(tool.description());
            size += tokens.count(tool.schema().toString());
        }
        return size;
    }
}
