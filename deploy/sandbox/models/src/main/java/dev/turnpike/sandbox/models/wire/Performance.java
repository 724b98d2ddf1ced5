package dev.turnpike.sandbox.models.wire;

import dev.turnpike.sandbox.models.script.Ask;
import dev.turnpike.sandbox.models.script.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer as it is going to be sent, after every cut.
 *
 * @param serial a random name for the answer, from which the protocols make their ids
 * @param showsUsage false when a test wants the usage left out
 */
public record Performance(
        Ask ask,
        String serial,
        List<Segment> segments,
        Ending ending,
        Usage usage,
        boolean showsUsage) {

    public Performance {
        segments = List.copyOf(segments);
    }

    public List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        for (int block = 0; block < segments.size(); block++) {
            List<String> tokens = segments.get(block).tokens();
            for (int index = 0; index < tokens.size(); index++) {
                boolean last = index == tokens.size() - 1;
                pieces.add(
                        new Piece(block, segments.get(block), tokens.get(index), index == 0, last));
            }
        }
        return pieces;
    }
}
