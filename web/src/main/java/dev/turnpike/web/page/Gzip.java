package dev.turnpike.web.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compresses pages and their files here and not in the server, whose compression holds back the
 * events of a streamed answer until enough of them have come together.
 */
final class Gzip {

    /** What the coding is called in HTTP. */
    static final String NAME = "gzip";

    private Gzip() {}

    /** Whether a browser that sent this {@code Accept-Encoding} reads it. */
    static boolean isAccepted(@Nullable String encodings) {
        return encodings != null
                && Stream.of(encodings.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(each -> each.replaceAll("\\s", ""))
                        .anyMatch(each -> each.matches("gzip(;q=(1(\\.0*)?|0\\.0*[1-9]\\d*))?"));
    }

    static byte[] pack(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
