package dev.turnpike.billing.catalog;

/** The request field in which a provider expects the limit of completion tokens. */
public enum MaxTokensField {
    MAX_TOKENS("max_tokens"),
    MAX_COMPLETION_TOKENS("max_completion_tokens");

    private final String wireName;

    MaxTokensField(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the request body and in the catalogue file. */
    public String wireName() {
        return wireName;
    }
}
