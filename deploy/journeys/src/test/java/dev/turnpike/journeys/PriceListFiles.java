package dev.turnpike.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Two small price lists in files, each in the form of a public one, that the product follows. Of
 * models that no other journey calls.
 */
final class PriceListFiles {

    /** Both lists name the same, which is a little more than what ships. */
    static final String AGREED = "mistralai/mistral-medium-3.1@mistral";

    /** The lists differ. */
    static final String DIFFERS = "mistralai/mistral-medium-3@mistral";

    /** Both lists name the same, which is more than tenfold what ships. */
    static final String LEAPS = "meta-llama/llama-3.1-8b-instruct@groq";

    /** The lists differ, and one of them changes its mind. */
    static final String CHANGES = "meta-llama/llama-3.3-70b-instruct@groq";

    private static final Path FOLDER = Path.of("target", "price-lists").toAbsolutePath();
    private static final Path GENAI_PRICES = FOLDER.resolve("genai-prices.json");
    private static final Path LITELLM = FOLDER.resolve("litellm.json");

    private PriceListFiles() {}

    /** Writes them for the first time; the setting that names them. */
    static String setting() {
        write("0.80");
        return "genai-prices=%s litellm=%s".formatted(GENAI_PRICES.toUri(), LITELLM.toUri());
    }

    /** One of them says something else of {@link #CHANGES} from now on, and both are due. */
    static void change() {
        write("0.90");
        Books.execute("update price_list set next_try_at = now()");
    }

    private static void write(String changing) {
        write(
                GENAI_PRICES,
                """
                [{"id": "mistral", "models": [%s, %s]}, {"id": "groq", "models": [%s, %s]}]"""
                        .formatted(
                                genai("mistral-medium-2508", "0.50", "2.20"),
                                genai("mistral-medium-2505", "0.45", "2.10"),
                                genai("llama-3.1-8b-instant", "0.90", "1.20"),
                                genai("llama-3.3-70b-versatile", "0.70", "0.79")));
        Map<String, String> rows = new TreeMap<>();
        rows.put("mistral/mistral-medium-2508", litellm("mistral", "0.50", "2.20"));
        rows.put("mistral/mistral-medium-2505", litellm("mistral", "0.60", "2.10"));
        rows.put("groq/llama-3.1-8b-instant", litellm("groq", "0.90", "1.20"));
        rows.put("groq/llama-3.3-70b-versatile", litellm("groq", changing, "0.79"));
        write(
                LITELLM,
                rows.entrySet().stream()
                        .map(row -> "\"%s\": %s".formatted(row.getKey(), row.getValue()))
                        .collect(Collectors.joining(",\n", "{", "}")));
    }

    /** In dollars per million tokens. */
    private static String genai(String model, String input, String output) {
        return """
        {"id": "%s", "match": {"equals": "%s"}, "prices": {"input_mtok": %s, "output_mtok": %s}}"""
                .formatted(model, model, input, output);
    }

    /** In dollars per token. */
    private static String litellm(String provider, String input, String output) {
        return """
        {"litellm_provider": "%s", "mode": "chat", "input_cost_per_token": %se-6, "output_cost_per_token": %se-6}"""
                .formatted(provider, input, output);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a price list", e);
        }
    }
}
