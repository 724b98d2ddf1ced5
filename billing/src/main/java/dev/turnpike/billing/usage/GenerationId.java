package dev.turnpike.billing.usage;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names one call; it is the id of its answer, of its hold and of its receipt. */
public record GenerationId(UUID value) {

    private static final String PREFIX = "gen-";
    private static final Pattern TEXT = Pattern.compile("gen-[0-9a-f]{32}");

    public static GenerationId next() {
        return new GenerationId(UuidCreator.getTimeOrderedEpochPlus1());
    }

    /** Reads the public form, {@code gen-} and 32 hexadecimal digits. */
    public static Optional<GenerationId> parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        int start = PREFIX.length();
        int middle = start + 16;
        return Optional.of(
                new GenerationId(
                        new UUID(
                                HexFormat.fromHexDigitsToLong(text, start, middle),
                                HexFormat.fromHexDigitsToLong(text, middle, text.length()))));
    }

    /** The public form. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return PREFIX
                + hex.toHexDigits(value.getMostSignificantBits())
                + hex.toHexDigits(value.getLeastSignificantBits());
    }
}
