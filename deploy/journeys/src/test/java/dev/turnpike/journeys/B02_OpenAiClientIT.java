package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.turnpike.billing.money.Usd;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official OpenAI client for Java, with nothing changed but the base URL and the key. */
@ExtendWith(Stage.class)
class B02_OpenAiClientIT {

    private static final Map<String, Object> CITY_SCHEMA =
            Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of("city", Map.of("type", "string")),
                    "required",
                    List.of("city"));

    private static OpenAIClient client;

    @BeforeAll
    static void changeBaseUrlAndKey() {
        client = client(Tenant.with(Usd.parse("10")).secret().text());
    }

    @Test
    @SuppressWarnings(
            "deprecation") // The client has no other way to a field that OpenAI does not know.
    void completes() {
        ChatCompletion completion =
                client.chat().completions().create(ask("sandbox/echo", "Hello").build());

        assertThat(completion.choices().getFirst().message().content()).contains("Hello");
        assertThat(completion.usage().orElseThrow()._additionalProperties()).containsKey("cost");
    }

    @Test
    void streams() {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat()
                        .completions()
                        .createStreaming(ask("sandbox/echo", "Piece by piece").build())) {
            String text =
                    stream.stream()
                            .flatMap(chunk -> chunk.choices().stream())
                            .flatMap(choice -> choice.delta().content().stream())
                            .collect(Collectors.joining());

            assertThat(text).isEqualTo("Piece by piece");
        }
    }

    @Test
    void callsTools() {
        FunctionParameters.Builder schema = FunctionParameters.builder();
        CITY_SCHEMA.forEach(
                (name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));

        ChatCompletion completion =
                client.chat()
                        .completions()
                        .create(
                                ask("sandbox/tools", "What is the weather in Oslo?")
                                        .addFunctionTool(
                                                FunctionDefinition.builder()
                                                        .name("weather")
                                                        .parameters(schema.build())
                                                        .build())
                                        .build());

        assertThat(completion.choices().getFirst().message().toolCalls().orElseThrow())
                .singleElement()
                .satisfies(
                        call ->
                                assertThat(call.asFunction().function().name())
                                        .isEqualTo("weather"));
    }

    @Test
    void throwsTheTypedErrors() {
        assertThatThrownBy(
                        () ->
                                client("sk-tp-v1-nonsense")
                                        .chat()
                                        .completions()
                                        .create(ask("sandbox/echo", "x").build()))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> client.chat().completions().create(ask("no/such", "x").build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("no/such");
        assertThatThrownBy(
                        () ->
                                client.chat()
                                        .completions()
                                        .create(ask("sandbox/limited", "x").build()))
                .isInstanceOf(RateLimitException.class);
    }

    private static ChatCompletionCreateParams.Builder ask(String model, String message) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(message);
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder().baseUrl(Wire.api("")).apiKey(key).maxRetries(0).build();
    }
}
