package dev.turnpike.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.load.StreamLoad.Crowd;
import dev.turnpike.bench.upstream.CheapUpstream;
import dev.turnpike.bench.upstream.StreamScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTest {

    private final CheapUpstream upstream;
    private final Target target;

    LoadTest() throws IOException {
        upstream = CheapUpstream.start();
        target =
                new Target(
                        upstream.port(), "/openai/v1/chat/completions", "echo", List.of("a", "b"));
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
    }

    @Test
    void closedLoopCallsAgainAfterEachAnswer() {
        Tally tally = PlainLoad.closed(target, 4, Duration.ofMillis(200));

        assertThat(tally.failed()).isZero();
        assertThat(tally.answered()).isPositive();
        assertThat(tally.latencies().getTotalCount()).isEqualTo(tally.answered());
    }

    @Test
    void openLoopKeepsItsRate() {
        Tally tally = PlainLoad.open(target, 100, 4, Duration.ofMillis(200));

        assertThat(tally.failed()).isZero();
        assertThat(tally.answered()).isEqualTo(20);
    }

    @Test
    void streamsArriveWhole() {
        var crowd = new Crowd(20, 10_000, new StreamScript(5, 20));

        StreamTally tally = StreamLoad.run(target, crowd);

        assertThat(tally.failed()).isZero();
        assertThat(tally.finished()).isEqualTo(20);
        assertThat(tally.chunks()).isEqualTo(100);
        assertThat(tally.firstChunks().getTotalCount()).isEqualTo(20);
    }

    @Test
    void failuresAreCountedAndTold() throws IOException {
        upstream.close();

        StreamTally tally = StreamLoad.run(target, new Crowd(3, 10_000, new StreamScript(1, 1)));

        assertThat(tally.failed()).isEqualTo(3);
        assertThat(tally.firstFailure()).isPresent();
    }

    @Test
    void anAnswerAndARequestHaveTheSizesTheyClaim() throws IOException {
        String request = new String(target.plainRequest(0), StandardCharsets.US_ASCII);
        try (var connection = new Connection(target.port())) {
            assertThat(connection.call(target.plainRequest(0)).skipBody())
                    .isBetween(1_080L, 1_150L);
        }

        assertThat(request.substring(request.indexOf("\r\n\r\n") + 4)).hasSizeBetween(960, 1_060);
    }

    @Test
    void connectionsTakeTheAccountsInTurn() {
        assertThat(new String(target.plainRequest(3), StandardCharsets.US_ASCII))
                .contains("Bearer b\r\n");
        assertThat(new String(target.withOneAccount().plainRequest(3), StandardCharsets.US_ASCII))
                .contains("Bearer a\r\n");
    }
}
