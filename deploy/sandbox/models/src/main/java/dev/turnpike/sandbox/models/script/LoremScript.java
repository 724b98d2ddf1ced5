package dev.turnpike.sandbox.models.script;

/** Speaks lorem ipsum for as long as it is allowed to. */
final class LoremScript implements Script {

    static final int DEFAULT_TOKENS = 64;

    private final Lorem lorem;

    LoremScript(Lorem lorem) {
        this.lorem = lorem;
    }

    /** One token more than allowed, so that the answer ends because it was cut. */
    @Override
    public Outcome answer(Ask ask) {
        var allowed = ask.limits().maxTokens();
        int wanted =
                allowed.isPresent()
                        ? Math.min(allowed.getAsInt(), Directive.TOKENS.most()) + 1
                        : DEFAULT_TOKENS;
        return Answer.of(lorem.ofTokens(wanted));
    }
}
