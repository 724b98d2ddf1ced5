package dev.turnpike.api.provider;

import dev.turnpike.api.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One server-sent event. A window on the reader's buffer: good until the next one is read. */
public final class Event {

    private final @Nullable String name;
    private final byte[] buffer;
    private final int offset;
    private final int length;

    Event(@Nullable String name, byte[] buffer, int offset, int length) {
        this.name = name;
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
    }

    /** What kind of event it says it is; null when it does not say. */
    public @Nullable String name() {
        return name;
    }

    /** Whether the data is exactly this. */
    public boolean is(byte[] text) {
        return Arrays.equals(buffer, offset, offset + length, text, 0, text.length);
    }

    /** The data as JSON. */
    public JsonNode json() {
        return Json.parse(buffer, offset, length);
    }

    /** The data as text. */
    public String text() {
        return new String(buffer, offset, length, StandardCharsets.UTF_8);
    }
}
