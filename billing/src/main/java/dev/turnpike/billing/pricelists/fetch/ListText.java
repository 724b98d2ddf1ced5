package dev.turnpike.billing.pricelists.fetch;

import dev.turnpike.billing.pricelists.ListFetcher.Fetched;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a list into its text. */
final class ListText {

    private ListText() {}

    static Fetched of(byte[] bytes, @Nullable String etag) {
        if (bytes.length == 0) {
            return new Fetched.Failed("it is empty");
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new Fetched.Fresh(text, etag, hash(bytes));
        } catch (CharacterCodingException _) {
            return new Fetched.Failed("it is no text in UTF-8");
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java knows SHA-256", e);
        }
    }
}
