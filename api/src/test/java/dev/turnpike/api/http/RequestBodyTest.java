package dev.turnpike.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.StubRequest;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.billing.accounts.AccountId;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

    @Test
    void readsAWholeBody() {
        assertThat(read(2, new ByteArrayInputStream(new byte[2]))).isInstanceOf(Passed.class);
        assertThat(read(-1, new ByteArrayInputStream(new byte[2]))).isInstanceOf(Passed.class);
    }

    @Test
    void tellsThatTheBodyEndedTooEarlyAndClosesTheConnection() {
        String message = "The body ended too early";

        assertCut(message, read(3, new ByteArrayInputStream(new byte[2])));
        assertCut(message, read(-1, new Broken(new EOFException())));
    }

    @Test
    void tellsThatTheBodyStoppedComingAndClosesTheConnection() {
        assertCut("The body stopped coming", read(3, new Broken(new SocketTimeoutException())));
    }

    private static void assertCut(String message, Checked<byte[]> checked) {
        ApiError error =
                switch (checked) {
                    case Passed<byte[]> _ -> throw new AssertionError("It was read");
                    case Refused<byte[]>(var refused) -> refused;
                };
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.message()).startsWith(message);
        assertThat(error.headers()).containsEntry("Connection", "close");
    }

    private static Checked<byte[]> read(long length, InputStream body) {
        try (BodyMemory.Part part = new BodyMemory(1).part(new AccountId(new UUID(0, 1)))) {
            return RequestBody.read(StubRequest.withBody(length, body), part);
        }
    }

    /** Fails like this after its first byte. */
    private static final class Broken extends InputStream {
        private final IOException fault;
        private boolean begun;

        Broken(IOException fault) {
            this.fault = fault;
        }

        @Override
        public int read() throws IOException {
            if (begun) {
                throw fault;
            }
            begun = true;
            return '{';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            bytes[offset] = (byte) read();
            return 1;
        }
    }
}
