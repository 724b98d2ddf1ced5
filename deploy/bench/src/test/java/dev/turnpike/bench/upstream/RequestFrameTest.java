package dev.turnpike.bench.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestFrameTest {

    private static final String REQUEST =
            "POST / HTTP/1.1\r\nHost: here\r\nCONTENT-length: 5\r\n\r\nhello";

    @Test
    void findsTheBody() {
        assertThat(find(REQUEST)).contains(new RequestFrame("hello", REQUEST.length()));
    }

    @Test
    void waitsForEveryByte() {
        for (int count = 0; count < REQUEST.length(); count++) {
            assertThat(find(REQUEST.substring(0, count))).isEmpty();
        }
    }

    @Test
    void leavesTheNextRequestAlone() {
        assertThat(find(REQUEST + REQUEST)).contains(new RequestFrame("hello", REQUEST.length()));
    }

    @Test
    void refusesARequestOfUnknownLength() {
        assertThatThrownBy(() -> find("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .hasMessageContaining("Content-Length");
    }

    private static Optional<RequestFrame> find(String received) {
        byte[] bytes = received.getBytes(StandardCharsets.US_ASCII);
        return RequestFrame.find(bytes, bytes.length);
    }
}
