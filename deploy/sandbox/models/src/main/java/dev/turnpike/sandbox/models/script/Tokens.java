package dev.turnpike.sandbox.models.script;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits and counts text in the tokens of the o200k_base vocabulary.
 *
 * <p>Both are remembered per text, because load tests ask the same thing thousands of times.
 */
public final class Tokens {

    /** Characters of text remembered per cache; some 40 MB of memory when full. */
    private static final long REMEMBERED_CHARS = 4_000_000;

    /** Shared by all sandboxes of a process: reading the vocabulary takes about half a second. */
    private static final Encoding ENCODING =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    private final LoadingCache<String, Integer> counts =
            Caffeine.newBuilder()
                    .maximumWeight(REMEMBERED_CHARS)
                    .weigher((String text, Integer count) -> text.length() + 1)
                    .build(ENCODING::countTokensOrdinary);

    private final LoadingCache<String, List<String>> splits =
            Caffeine.newBuilder()
                    .maximumWeight(REMEMBERED_CHARS)
                    .weigher((String text, List<String> split) -> text.length() + 1)
                    .build(Tokens::splitAnew);

    public int count(String text) {
        return counts.get(text);
    }

    /**
     * One string per token; joined they give the text again.
     *
     * <p>A token that ends inside a character is an empty string, and the character comes whole
     * with the token that completes it.
     */
    public List<String> split(String text) {
        return splits.get(text);
    }

    private static List<String> splitAnew(String text) {
        IntArrayList ids = ENCODING.encodeOrdinary(text);
        List<String> pieces = new ArrayList<>(ids.size());
        byte[] pending = {};
        for (int index = 0; index < ids.size(); index++) {
            pending = joined(pending, bytesOf(ids.get(index)));
            if (isWholeCharacters(pending)) {
                pieces.add(new String(pending, StandardCharsets.UTF_8));
                pending = new byte[0];
            } else {
                pieces.add("");
            }
        }
        return List.copyOf(pieces);
    }

    private static byte[] bytesOf(int id) {
        IntArrayList single = new IntArrayList(1);
        single.add(id);
        return ENCODING.decodeBytes(single);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private static boolean isWholeCharacters(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException endsInsideCharacter) {
            return false;
        }
    }
}
