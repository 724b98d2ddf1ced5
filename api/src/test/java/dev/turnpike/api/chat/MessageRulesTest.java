package dev.turnpike.api.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.http.Json;
import dev.turnpike.billing.catalog.Catalog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class MessageRulesTest {

    @Test
    void takesEachKindOfPartThatModelsAreListedWith() {
        List<String> kinds =
                Catalog.shipped(Map.of()).listModels().stream()
                        .flatMap(model -> model.inputModalities().stream())
                        .distinct()
                        .toList();

        assertThat(kinds).containsExactlyInAnyOrder("text", "image", "audio");
        for (String kind : kinds) {
            assertThat(MessageRules.firstProblem(body(part(kind)))).isNull();
        }
    }

    private static String part(String kind) {
        return switch (kind) {
            case "text" -> "{\"type\":\"text\",\"text\":\"Hi\"}";
            case "image" ->
                    "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,\"}}";
            case "audio" -> "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"\"}}";
            default -> throw new AssertionError(kind);
        };
    }

    private static ObjectNode body(String part) {
        return (ObjectNode)
                Json.parse(
                        "{\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}"
                                .formatted(part)
                                .getBytes(StandardCharsets.UTF_8));
    }
}
