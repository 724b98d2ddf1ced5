package dev.turnpike.billing.catalog;

/** The wire protocol that a provider's base address speaks. */
public enum Protocol {
    OPENAI("openai"),
    ANTHROPIC("anthropic");

    private final String code;

    Protocol(String code) {
        this.code = code;
    }

    /** The name in the catalogue file. */
    public String code() {
        return code;
    }
}
