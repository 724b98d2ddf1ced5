package dev.turnpike.sandbox.models.script;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** One block of an answer, already split into the tokens it is sent and billed in. */
public sealed interface Segment {

    List<String> tokens();

    /** The whole block as one text. */
    default String joined() {
        return String.join("", tokens());
    }

    /** Words for the user. */
    record Text(List<String> tokens) implements Segment {
        public Text {
            tokens = List.copyOf(tokens);
        }
    }

    /** Words the model says to itself. */
    record Thought(List<String> tokens) implements Segment {
        public Thought {
            tokens = List.copyOf(tokens);
        }
    }

    /** A tool call; the tokens spell its arguments as JSON. */
    record Call(String name, JsonNode arguments, List<String> tokens) implements Segment {
        public Call {
            tokens = List.copyOf(tokens);
        }
    }
}
