package dev.turnpike.sandbox.models.script;

/** Speaks 64 tokens of lorem ipsum and reports part of the prompt as cached. */
final class CachedScript implements Script {

    private final Answer answer;

    CachedScript(Lorem lorem) {
        this.answer = Answer.of(lorem.ofTokens(LoremScript.DEFAULT_TOKENS)).withCacheUse();
    }

    @Override
    public Outcome answer(Ask ask) {
        return answer;
    }
}
