package dev.turnpike.sandbox.models.script;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a model is asked, freed from the protocol it was asked in.
 *
 * @param thinking false when the caller switched reasoning off
 */
public record Ask(
        String model,
        List<Turn> turns,
        Tooling tooling,
        Shape shape,
        Limits limits,
        Delivery delivery,
        boolean thinking) {

    public Ask {
        turns = List.copyOf(turns);
    }

    /** The newest words of the user; empty when the user never said any. */
    public String lastUserText() {
        return turns.reversed().stream()
                .filter(turn -> turn.role() == Role.USER && !turn.text().isBlank())
                .map(Turn::text)
                .findFirst()
                .orElse("");
    }

    /** Tool results that no assistant turn has answered yet. */
    public List<String> openResults() {
        Stream<Turn> newest =
                turns.reversed().stream().takeWhile(turn -> turn.role() != Role.ASSISTANT);
        return newest.toList().reversed().stream()
                .flatMap(turn -> turn.results().stream())
                .toList();
    }
}
