package dev.turnpike.web.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The secret of a session that each of its forms carries, so that no other site can send one. */
@Singleton
public class CsrfToken {

    /** The name of the hidden field. */
    public static final String FIELD = "csrf";

    /** 256 bits: not to be guessed. */
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Notes notes;

    @Inject
    public CsrfToken(Notes notes) {
        this.notes = notes;
    }

    /** What the session remembers. */
    record Token(String text) {}

    /** The token for the forms of this session. */
    public String text() {
        return notes.find(Token.class).orElseGet(this::create).text();
    }

    /** Whether this is the session's token; compared in constant time. */
    public boolean matches(@Nullable String sent) {
        return sent != null
                && notes.find(Token.class)
                        .map(token -> MessageDigest.isEqual(bytes(token.text()), bytes(sent)))
                        .orElse(false);
    }

    private Token create() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        Token token = new Token(HexFormat.of().formatHex(secret));
        notes.keep(token);
        return token;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
