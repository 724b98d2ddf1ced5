package dev.turnpike.sandbox.models.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.sandbox.models.script.Limits;
import dev.turnpike.sandbox.models.script.Segment;
import dev.turnpike.sandbox.models.wire.Ending;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class CutTest {

    private static final Segment WORDS = new Segment.Text(List.of("one", " two", " three"));

    private static final Segment CALL =
            new Segment.Call("f", JsonNodeFactory.instance.objectNode(), List.of("{", "}"));

    private static Cut cut(OptionalInt maxTokens, List<String> stops, Segment... segments) {
        return Cut.of(List.of(segments), new Limits(maxTokens, stops));
    }

    @Test
    void leavesAShortAnswerWhole() {
        Cut cut = cut(OptionalInt.of(3), List.of("four"), WORDS);

        assertThat(cut).isEqualTo(new Cut(List.of(WORDS), new Ending.Finished()));
    }

    @Test
    void stopsInsideAToken() {
        Cut cut = cut(OptionalInt.empty(), List.of("hree", "wo"), WORDS);

        assertThat(cut.segments()).containsExactly(new Segment.Text(List.of("one", " t")));
        assertThat(cut.ending()).isEqualTo(new Ending.Stopped("wo"));
    }

    @Test
    void runsOutOfTokensBeforeItStops() {
        Cut cut = cut(OptionalInt.of(1), List.of("three"), WORDS);

        assertThat(cut.segments()).containsExactly(new Segment.Text(List.of("one")));
        assertThat(cut.ending()).isEqualTo(new Ending.OutOfTokens());
    }

    @Test
    void neverHalvesACall() {
        assertThat(cut(OptionalInt.of(2), List.of(), CALL).ending())
                .isEqualTo(new Ending.CallsTools());
        assertThat(cut(OptionalInt.of(3), List.of(), CALL, CALL).segments()).containsExactly(CALL);
        assertThat(cut(OptionalInt.of(1), List.of(), CALL).segments()).isEmpty();
    }
}
