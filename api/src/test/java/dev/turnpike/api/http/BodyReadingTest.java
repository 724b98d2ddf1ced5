package dev.turnpike.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.api.StubRequest;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.billing.accounts.AccountId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyReadingTest {

    private static final AccountId ADA = new AccountId(new UUID(0, 1));
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int MAX = RequestBody.MAX_BYTES;

    /** The smallest there is: one heaviest body fits. */
    private final BodyMemory memory = new BodyMemory(1);

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(memory.taken()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0, -1",
        "5, 0",
        "5, 4",
        "5, 5",
        "5, -1",
        "16384, 16384",
        "16384, -1",
        "16385, 16385",
        "16385, -1",
        "100000, 100000",
        "100000, 20000",
        "100000, -1"
    })
    void readsAllThatComesWhateverIsSaidOfItsLength(int length, long declared) {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) i;
        }

        try (BodyMemory.Part part = memory.part(ADA)) {
            assertThat(passed(read(declared, new ByteArrayInputStream(body), part)))
                    .isEqualTo(body);
        }
    }

    @Test
    void takesMemoryForWhatHasComeAndNotForWhatIsSaid() {
        InputStream in =
                new Stepwise(
                        100_000,
                        come -> {
                            assertThat(memory.taken()).isGreaterThanOrEqualTo(3L * come);
                            assertThat(memory.taken()).isLessThanOrEqualTo(6L * come + 50_000);
                        });

        try (BodyMemory.Part part = memory.part(ADA)) {
            assertThat(refused(read(MAX, in, part)).message()).startsWith("The body ended too");
        }
    }

    @Test
    void takesMemoryForWhatWillBeMadeOfIt() {
        byte[] body = "{\"a\":[1,2]}".getBytes(StandardCharsets.UTF_8);

        try (BodyMemory.Part part = memory.part(ADA)) {
            assertThat(passed(read(-1, new ByteArrayInputStream(body), part))).isEqualTo(body);
            assertThat(memory.taken()).isEqualTo(BodyWeight.of(body.length, 4));
        }
    }

    @Test
    void refusesWhatDoesNotFitNowBeforeItHasCome() {
        try (BodyMemory.Part before = memory.part(ADA);
                BodyMemory.Part part = memory.part(ADA)) {
            assertThat(before.resize(BodyWeight.MAX - 500_000)).isTrue();

            ApiError error = refused(read(-1, new ByteArrayInputStream(new byte[MAX]), part));

            assertBusy(error);
            assertThat(error.headers()).containsEntry("Connection", "close");
            assertThat(before.resize(0)).isTrue();
            assertThat(passed(read(-1, new ByteArrayInputStream(new byte[MAX]), part)))
                    .hasSize(MAX);
        }
    }

    @Test
    void refusesWhatDoesNotFitNowWhenItWouldBecomeATree() {
        byte[] body = "{\"a\":[1,2]}".getBytes(StandardCharsets.UTF_8);
        try (BodyMemory.Part before = memory.part(ADA);
                BodyMemory.Part part = memory.part(ADA)) {
            assertThat(before.resize(BodyWeight.MAX - BodyWeight.of(body.length, 3))).isTrue();

            ApiError error = refused(read(body.length, new ByteArrayInputStream(body), part));

            assertBusy(error);
            assertThat(error.headers()).doesNotContainKey("Connection");
        }
    }

    @Test
    void refusesTooManyValuesForGood() {
        byte[] body =
                ("[" + "{},".repeat(BodyWeight.MAX_SIGNS / 2) + "1]")
                        .getBytes(StandardCharsets.UTF_8);

        try (BodyMemory.Part part = memory.part(ADA)) {
            ApiError error = refused(read(body.length, new ByteArrayInputStream(body), part));

            assertThat(error.status()).isEqualTo(413);
            assertThat(error.message()).startsWith("The body holds too many values");
            assertThat(error.headers()).isEmpty();
        }
    }

    @Test
    void letsTextHoldAsManySignsAsItLikes() {
        byte[] body = new byte[MAX];
        Arrays.fill(body, (byte) ',');
        body[0] = '"';

        try (BodyMemory.Part part = memory.part(ADA)) {
            assertThat(passed(read(MAX, new ByteArrayInputStream(body), part))).hasSize(MAX);
        }
    }

    @Test
    void refusesWhatIsTooLongAlsoWithoutALengthOfIts() {
        try (BodyMemory.Part part = memory.part(ADA)) {
            InputStream in = new ByteArrayInputStream(new byte[MAX + 1]);

            ApiError error = refused(read(-1, in, part));

            assertThat(error.status()).isEqualTo(413);
            assertThat(error.headers()).containsEntry("Connection", "close");
            assertThat(refused(read(MAX + 1L, in, part)).status()).isEqualTo(413);
        }
    }

    @Test
    void givesUpOnABodyThatDrips() {
        InputStream dripping =
                new InputStream() {
                    @Override
                    public int read() {
                        pause();
                        return '{';
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        bytes[offset] = (byte) read();
                        return 1;
                    }
                };

        try (BodyMemory.Part part = memory.part(ADA)) {
            ApiError error =
                    refused(
                            BodyReading.read(
                                    StubRequest.withBody(MAX, dripping),
                                    part,
                                    Duration.ofMillis(50)));

            assertThat(error.status()).isEqualTo(400);
            assertThat(error.message()).startsWith("The body took longer than");
            assertThat(error.headers()).containsEntry("Connection", "close");
        }
    }

    @Test
    void givesBackWhatWasTakenWhenReadingBreaks() {
        InputStream broken =
                new Stepwise(
                        30_000,
                        come -> {
                            if (come > 20_000) {
                                throw new IllegalStateException("broken");
                            }
                        });

        assertThatThrownBy(
                        () -> {
                            try (BodyMemory.Part part = memory.part(ADA)) {
                                read(-1, broken, part);
                            }
                        })
                .hasMessage("broken");
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertBusy(ApiError error) {
        assertThat(error.type()).isEqualTo(ErrorType.SERVICE_UNAVAILABLE);
        assertThat(error.message()).startsWith("There is no room for this body");
        assertThat(error.headers()).containsEntry("Retry-After", "1");
    }

    private static Checked<byte[]> read(long declared, InputStream in, BodyMemory.Part part) {
        return BodyReading.read(StubRequest.withBody(declared, in), part, LONG);
    }

    private static byte[] passed(Checked<byte[]> checked) {
        return switch (checked) {
            case Passed<byte[]>(var bytes) -> bytes;
            case Refused<byte[]>(var error) -> throw new AssertionError(error.message());
        };
    }

    private static ApiError refused(Checked<byte[]> checked) {
        return switch (checked) {
            case Passed<byte[]> _ -> throw new AssertionError("It was read");
            case Refused<byte[]>(var error) -> error;
        };
    }

    /** Comes in pieces of a thousand bytes, before each of which somebody looks. */
    private static final class Stepwise extends InputStream {

        private final int length;
        private final Looking looking;
        private int come;

        Stepwise(int length, Looking looking) {
            this.length = length;
            this.looking = looking;
        }

        /** At a moment when so many bytes have come. */
        private interface Looking {
            void at(int come);
        }

        @Override
        public int read() {
            looking.at(come);
            return come++ < length ? 'a' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int wanted) throws IOException {
            int first = read();
            if (first < 0) {
                return -1;
            }
            int more = Math.min(wanted, 1_000);
            come += more - 1;
            return more;
        }
    }
}
