package dev.turnpike.sandbox.models.schema;

import tools.jackson.databind.JsonNode;

/** A text that keeps the format and length its schema asks for. */
final class FormattedText {

    /** No answer needs a longer text, whatever minLength says. */
    private static final int MAX_LENGTH = 10_000;

    private FormattedText() {}

    static String of(JsonNode schema, String name) {
        return switch (schema.path("format").asString("")) {
            case "date" -> "2026-01-01";
            case "time" -> "12:00:00Z";
            case "date-time" -> "2026-01-01T12:00:00Z";
            case "duration" -> "PT1H";
            case "email" -> "ada@example.com";
            case "hostname" -> "example.com";
            case "ipv4" -> "192.0.2.1";
            case "ipv6" -> "2001:db8::1";
            case "uuid" -> "00000000-0000-4000-8000-000000000000";
            case "uri" -> "https://example.com/";
            default -> fitted(name, schema);
        };
    }

    private static String fitted(String name, JsonNode schema) {
        int least = Math.min(schema.path("minLength").asInt(0), MAX_LENGTH);
        int most = schema.path("maxLength").asInt(MAX_LENGTH);
        String padded = name + "x".repeat(Math.max(0, least - name.length()));
        return padded.length() > most ? padded.substring(0, most) : padded;
    }
}
