package dev.turnpike.billing.usage;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names one call; it is the id of its answer, of its hold and of its receipt. */
public record GenerationId(UUID value) {

    private static final String PREFIX = "gen-";
    private static final long NANOS_OF_MILLI = 1_000_000;
    private static final long FRACTIONS = 1 << 12;
    private static final Pattern TEXT = Pattern.compile("gen-[0-9a-f]{32}");

    /**
     * The id of a call that began at this moment; calls are found by time through it. Within a
     * millisecond its next twelve bits are the fraction (RFC 9562, section 6.2, method 3), so ids
     * of one server are in the order of their calls.
     */
    public static GenerationId of(Instant createdAt) {
        UUID id = UuidCreator.getTimeOrderedEpoch(createdAt);
        long fraction =
                (createdAt.getLong(ChronoField.NANO_OF_SECOND) % NANOS_OF_MILLI)
                        * FRACTIONS
                        / NANOS_OF_MILLI;
        return new GenerationId(
                new UUID(
                        (id.getMostSignificantBits() & -FRACTIONS) | fraction,
                        id.getLeastSignificantBits()));
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
