package dev.turnpike.sandbox.models.script;

import java.util.List;

/**
 * One message of a conversation, reduced to what simulated models look at.
 *
 * @param text what was said, without tool results
 * @param results what tools gave back
 * @param extras further texts that cost tokens: tool calls replayed, thoughts replayed
 * @param media how many images, sounds or files came along
 */
public record Turn(Role role, String text, List<String> results, List<String> extras, int media) {

    public Turn {
        results = List.copyOf(results);
        extras = List.copyOf(extras);
    }
}
