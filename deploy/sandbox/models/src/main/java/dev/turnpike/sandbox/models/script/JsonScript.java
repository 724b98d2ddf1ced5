package dev.turnpike.sandbox.models.script;

import dev.turnpike.sandbox.models.schema.SchemaInstance;
import tools.jackson.databind.node.JsonNodeFactory;

/** Answers in JSON: an instance of the wanted schema, or a small object around the question. */
final class JsonScript implements Script {

    private final Tokens tokens;

    JsonScript(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Outcome answer(Ask ask) {
        String json =
                switch (ask.shape()) {
                    case Shape.Fitting fitting -> SchemaInstance.of(fitting.schema()).toString();
                    case Shape.AnyObject() -> object(ask);
                    case Shape.Prose() -> object(ask);
                };
        return Answer.of(new Segment.Text(tokens.split(json)));
    }

    private static String object(Ask ask) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model", "json")
                .put("question", Directives.without(ask.lastUserText()))
                .put("simulated", true)
                .toString();
    }
}
