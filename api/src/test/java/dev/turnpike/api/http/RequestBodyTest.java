package dev.turnpike.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.StubRequest;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

    @Test
    void readsAWholeBody() {
        assertThat(read(2, new ByteArrayInputStream(new byte[2]))).isInstanceOf(Passed.class);
        assertThat(read(-1, new ByteArrayInputStream(new byte[2]))).isInstanceOf(Passed.class);
    }

    @Test
    void tellsThatTheBodyEndedTooEarlyAndClosesTheConnection() {
        assertEndedEarly(read(3, new ByteArrayInputStream(new byte[2])));
        assertEndedEarly(read(-1, new Broken()));
    }

    private static void assertEndedEarly(Checked<byte[]> checked) {
        ApiError error =
                switch (checked) {
                    case Passed<byte[]> _ -> throw new AssertionError("It was read");
                    case Refused<byte[]>(var refused) -> refused;
                };
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.message()).startsWith("The body ended too early");
        assertThat(error.headers()).containsEntry("Connection", "close");
    }

    private static Checked<byte[]> read(long length, InputStream body) {
        return RequestBody.read(StubRequest.withBody(length, body));
    }

    /** As after a chunk that is none. */
    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new EOFException();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new EOFException();
        }
    }
}
