package dev.turnpike.api.gateway;

import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import java.util.Objects;

/** What providers answer in the tests of the gateway, whole and event by event. */
final class Answers {

    static final String REPLY =
            """
            {"id":"up-1","choices":[{"message":{"role":"assistant","content":"Hello"},\
            "finish_reason":"stop"}],\
            "usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""";

    static final String HELLO = "{\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}";
    static final String STOP = "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}";
    static final String USAGE =
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5}}";
    static final String DONE = "[DONE]";

    private Answers() {}

    /** What is kept of an answer that was delivered. */
    static Delivery delivery(Generation generation) {
        return Objects.requireNonNull(generation.delivery());
    }
}
