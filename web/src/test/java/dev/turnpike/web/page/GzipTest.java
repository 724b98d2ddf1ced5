package dev.turnpike.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "br, GZIP", "gzip, deflate, br, zstd", "gzip; q=0.5", "gzip;q=1.0"})
    void isSentToWhoeverReadsIt(String encodings) {
        assertThat(Gzip.isAccepted(encodings)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "gzip;q=0", "gzip; q=0.000, br", "x-gzip-like", "identity"})
    void isNotSentToAnybodyElse(String encodings) {
        assertThat(Gzip.isAccepted(encodings)).isFalse();
        assertThat(Gzip.isAccepted(null)).isFalse();
    }

    @Test
    void keepsEveryByte() throws IOException {
        byte[] plain = "one key for every model".repeat(100).getBytes(StandardCharsets.UTF_8);

        byte[] packed = Gzip.pack(plain);

        assertThat(packed).hasSizeLessThan(plain.length);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(plain);
    }
}
