package dev.turnpike.bench.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamScriptTest {

    @Test
    void survivesTheWayThroughAPrompt() {
        var script = new StreamScript(200, 20);

        assertThat(StreamScript.find("{\"content\":\"" + script.prompt() + " and so on\"}"))
                .contains(script);
    }

    @Test
    void isMissingInAPlainRequest() {
        assertThat(StreamScript.find("{\"content\":\"Hello\"}")).isEmpty();
        assertThat(StreamScript.find("{\"content\":\"bench-stream of words\"}")).isEmpty();
    }
}
