package dev.turnpike.api.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final String STREAM =
            """
            : comment

            event: greeting
            data: {"text":"Grüße 🚲"}

            data:first
            data: second

            id: 7
            data: [DONE]

            """;

    private static final List<String> EVENTS =
            List.of("{\"text\":\"Grüße 🚲\"}", "first\nsecond", "[DONE]");

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsTheSameWhereverTheNetworkCutsTheStream(String lineEnd) throws IOException {
        byte[] bytes = STREAM.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);

        for (int cut = 0; cut <= bytes.length; cut++) {
            InputStream halves =
                    new SequenceInputStream(
                            new ByteArrayInputStream(bytes, 0, cut),
                            new ByteArrayInputStream(bytes, cut, bytes.length - cut));

            assertThat(texts(halves)).as("cut at %s", cut).isEqualTo(EVENTS);
        }
    }

    @Test
    void readsTheSameByteByByte() throws IOException {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        InputStream trickle =
                new ByteArrayInputStream(bytes) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        return super.read(buffer, offset, Math.min(1, length));
                    }
                };

        assertThat(texts(trickle)).isEqualTo(EVENTS);
    }

    @Test
    void deliversALastEventWithoutABlankLine() throws IOException {
        assertThat(texts(stream("data: one\n\ndata: two"))).containsExactly("one", "two");
    }

    @Test
    void growsForALongEvent() throws IOException {
        String text = "x".repeat(100_000);

        assertThat(texts(stream("data: a\n\ndata: " + text + "\n\ndata: b\n\n")))
                .containsExactly("a", text, "b");
    }

    @Test
    void refusesAnEventThatIsTooLong() {
        byte[] line = new byte[17 * 1024 * 1024];
        Arrays.fill(line, (byte) 'x');
        line[0] = 'd';

        assertThatThrownBy(() -> texts(new ByteArrayInputStream(line)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void tellsTheNameOfAnEvent() throws IOException {
        EventReader reader = new EventReader(stream("event: ping\ndata: {}\n\n"));

        Event event = Objects.requireNonNull(reader.next(() -> {}));

        assertThat(event.name()).isEqualTo("ping");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(InputStream in) throws IOException {
        EventReader reader = new EventReader(in);
        List<String> texts = new ArrayList<>();
        for (Event event = reader.next(() -> {}); event != null; event = reader.next(() -> {})) {
            texts.add(event.text());
        }
        return texts;
    }
}
