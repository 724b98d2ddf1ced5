package dev.turnpike.api.gateway;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Counts tokens where nobody tells us: exact for newer OpenAI models, near for the others. */
@Singleton
public class TokenCounter {

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

    public long count(String text) {
        return text.isEmpty() ? 0 : Tokens.ENCODING.countTokensOrdinary(text);
    }

    private static void warmUp() {
        var _ = Tokens.ENCODING.countTokensOrdinary("Warm up.");
    }
}
