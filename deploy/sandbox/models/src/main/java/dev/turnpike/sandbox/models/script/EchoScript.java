package dev.turnpike.sandbox.models.script;

/** Repeats what the user said last, without the directives in it. */
final class EchoScript implements Script {

    private final Tokens tokens;

    EchoScript(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Outcome answer(Ask ask) {
        String said = Directives.without(ask.lastUserText());
        return Answer.of(new Segment.Text(tokens.split(said)));
    }
}
