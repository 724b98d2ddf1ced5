package dev.turnpike.api.gateway;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Counts tokens where nobody tells us: exact for newer OpenAI models, near for the others. */
@Singleton
public class TokenCounter {

    /**
     * The encoding takes a hundred bytes of memory for each letter of a word, and what has no space
     * is one word: four megabytes of it would take the memory of the server.
     */
    private static final int PIECE = 64 * 1024;

    /** Takes a second once: it is made while the server starts, beside everything else. */
    private static final class Tokens {
        static final Encoding ENCODING =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

        private Tokens() {}
    }

    @Inject
    public TokenCounter() {
        var _ = Thread.ofVirtual().name("warm-up").start(TokenCounter::warmUp);
    }

    /** Exact up to some ten thousand words; of a longer text a few tokens too many. */
    public long count(String text) {
        long tokens = 0;
        int from = 0;
        while (from < text.length()) {
            int to = end(text, from);
            tokens += Tokens.ENCODING.countTokensOrdinary(text.substring(from, to));
            from = to;
        }
        return tokens;
    }

    /** Where the piece ends that begins here: not within a character. */
    private static int end(String text, int from) {
        int end = Math.min(text.length(), from + PIECE);
        return end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }

    private static void warmUp() {
        var _ = Tokens.ENCODING.countTokensOrdinary("Warm up.");
    }
}
