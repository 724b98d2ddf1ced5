package dev.turnpike.sandbox.models.script;

/** Thinks aloud before it speaks, unless reasoning is switched off. */
final class ReasoningScript implements Script {

    private static final String THOUGHT =
            "The user asks something. I am a simulated model and always think the same thought.";

    private static final String WORDS = "I have thought about it, and this is my simulated answer.";

    private final Segment.Thought thought;
    private final Segment.Text words;

    ReasoningScript(Tokens tokens) {
        this.thought = new Segment.Thought(tokens.split(THOUGHT));
        this.words = new Segment.Text(tokens.split(WORDS));
    }

    @Override
    public Outcome answer(Ask ask) {
        return ask.thinking() ? Answer.of(thought, words) : Answer.of(words);
    }
}
