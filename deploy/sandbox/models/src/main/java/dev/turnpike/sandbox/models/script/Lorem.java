package dev.turnpike.sandbox.models.script;

import java.util.ArrayList;
import java.util.List;

/** Lorem ipsum of any length, measured in tokens. */
public final class Lorem {

    private static final String PARAGRAPH =
            "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor"
                    + " incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis"
                    + " nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat."
                    + " Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore"
                    + " eu fugiat nulla pariatur. Excepteur sint occaecat cupidatat non proident,"
                    + " sunt in culpa qui officia deserunt mollit anim id est laborum.";

    private final List<String> first;
    private final List<String> next;

    public Lorem(Tokens tokens) {
        this.first = tokens.split(PARAGRAPH);
        this.next = tokens.split(" " + PARAGRAPH);
    }

    public Segment.Text ofTokens(int count) {
        List<String> pieces = new ArrayList<>(count);
        List<String> paragraph = first;
        while (pieces.size() < count) {
            int missing = Math.min(paragraph.size(), count - pieces.size());
            pieces.addAll(paragraph.subList(0, missing));
            paragraph = next;
        }
        return new Segment.Text(pieces);
    }
}
