package dev.turnpike.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.http.Json;
import dev.turnpike.api.provider.Chunk;
import dev.turnpike.api.routing.Preferences;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import dev.turnpike.billing.pricing.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {

    private static final TokenCounts EARLY =
            TokenCounts.of(TokenClass.INPUT, 19).with(TokenClass.REQUEST, 1);
    private static final TokenCounts LATE = EARLY.with(TokenClass.OUTPUT, 1);

    private final Meter meter = meter();

    @Test
    void goesByTheProviderWhenTheModelCameToItsEnd() {
        say("one two three four");
        meter.note(new Chunk.Finish("stop", "stop"));
        meter.note(new Chunk.Report(LATE, true));

        assertThat(meter.usage()).isEqualTo(Usage.reported(LATE));
    }

    @Test
    void goesByWhatTheProviderCountedLastOfAnAnswerThatWasCutOff() {
        say("one two three four");
        meter.note(new Chunk.Report(LATE, true));

        assertThat(meter.usage()).isEqualTo(Usage.reported(LATE));
    }

    @Test
    void countsTheTextOfAnAnswerThatWasCutOffAfterAnEarlyReport() {
        meter.note(new Chunk.Report(EARLY, true));
        say("one two three four");

        assertThat(meter.usage()).isEqualTo(Usage.estimated(EARLY.with(TokenClass.OUTPUT, 4)));
    }

    private void say(String text) {
        meter.produced(Json.object().put("content", text));
    }

    private static Meter meter() {
        var counter = new TokenCounter();
        var request =
                new Request(Json.object(), 2, List.of("a/b"), false, null, null, Preferences.NONE);
        return new Meter(new PromptSize(request, counter), counter);
    }
}
