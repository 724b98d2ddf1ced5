package dev.turnpike.sandbox.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.models.Model;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What OpenAI's own client makes of the sandbox. */
class OpenAiClientTest {

    @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

    private final OpenAIClient client = client(RunningSandbox.KEY);

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(SANDBOX.url("/openai/v1"))
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static ChatCompletionCreateParams.Builder ask(String model, String words) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(words);
    }

    private ChatCompletion complete(ChatCompletionCreateParams.Builder params) {
        return client.chat().completions().create(params.build()).validate();
    }

    private ChatCompletion stream(ChatCompletionCreateParams.Builder params) {
        var accumulator = ChatCompletionAccumulator.create();
        params.streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
        try (var stream = client.chat().completions().createStreaming(params.build())) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    private static String finish(ChatCompletion completion) {
        return completion.choices().getFirst().finishReason().asString();
    }

    private static ChatCompletionMessage message(ChatCompletion completion) {
        return completion.choices().getFirst().message();
    }

    @Test
    void readsAPlainAnswer() {
        ChatCompletion completion = complete(ask("echo", "Hello, world!"));

        assertThat(completion.id()).startsWith("chatcmpl-");
        assertThat(message(completion).content()).hasValue("Hello, world!");
        assertThat(finish(completion)).isEqualTo("stop");
        CompletionUsage usage = completion.usage().orElseThrow();
        assertThat(usage.promptTokens()).isEqualTo(11);
        assertThat(usage.completionTokens()).isEqualTo(4);
    }

    @Test
    void readsAStreamedAnswerWithUsage() {
        ChatCompletion completion = stream(ask("echo", "Hello, world!"));

        assertThat(message(completion).content()).hasValue("Hello, world!");
        assertThat(completion.usage().orElseThrow().completionTokens()).isEqualTo(4);
    }

    @Test
    void speaksAsLongAsItMay() {
        ChatCompletion free = complete(ask("lorem", "go"));
        ChatCompletion cut = complete(ask("lorem", "go").maxCompletionTokens(10));
        ChatCompletion wanted = complete(ask("echo", "[sandbox tokens=20]"));

        assertThat(finish(free)).isEqualTo("stop");
        assertThat(free.usage().orElseThrow().completionTokens()).isEqualTo(64);
        assertThat(finish(cut)).isEqualTo("length");
        assertThat(cut.usage().orElseThrow().completionTokens()).isEqualTo(10);
        assertThat(wanted.usage().orElseThrow().completionTokens()).isEqualTo(20);
    }

    private static ChatCompletionCreateParams.Builder askWithTool() {
        Map<String, Object> properties = Map.of("city", Map.of("type", "string"));
        return ask("tools", "How warm is it?")
                .addFunctionTool(
                        FunctionDefinition.builder()
                                .name("temperature")
                                .parameters(
                                        FunctionParameters.builder()
                                                .putAdditionalProperty(
                                                        "type", JsonValue.from("object"))
                                                .putAdditionalProperty(
                                                        "properties", JsonValue.from(properties))
                                                .putAdditionalProperty(
                                                        "required", JsonValue.from(List.of("city")))
                                                .build())
                                .build());
    }

    private static List<ChatCompletionMessageToolCall> calls(ChatCompletion completion) {
        return message(completion).toolCalls().orElseThrow();
    }

    @Test
    void callsAToolAndUsesItsResult() {
        ChatCompletion called = complete(askWithTool());
        var call = calls(called).getFirst().asFunction();
        ChatCompletion answered =
                complete(
                        askWithTool()
                                .addMessage(message(called))
                                .addMessage(
                                        ChatCompletionToolMessageParam.builder()
                                                .toolCallId(call.id())
                                                .content("21 degrees")
                                                .build()));

        assertThat(finish(called)).isEqualTo("tool_calls");
        assertThat(call.function().name()).isEqualTo("temperature");
        assertThat(call.function().arguments()).isEqualTo("{\"city\":\"city\"}");
        assertThat(message(answered).content().orElseThrow()).contains("21 degrees");
    }

    @Test
    void streamsToolCallsInParallelWhenAsked() {
        ChatCompletion completion = stream(askWithTool().parallelToolCalls(true));

        assertThat(calls(completion)).hasSize(2);
        assertThat(calls(completion).getLast().asFunction().function().arguments())
                .isEqualTo("{\"city\":\"city\"}");
        assertThat(finish(completion)).isEqualTo("tool_calls");
    }

    @Test
    void countsCachedTokensInsideThePrompt() {
        CompletionUsage usage = complete(ask("cached", "one two three four")).usage().orElseThrow();

        assertThat(usage.promptTokens()).isEqualTo(11);
        assertThat(usage.promptTokensDetails().orElseThrow().cachedTokens()).hasValue(5L);
        assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
    }

    @Test
    void countsReasoningInsideTheCompletion() {
        ChatCompletion completion = complete(ask("reasoning", "why?"));

        CompletionUsage usage = completion.usage().orElseThrow();
        long reasoning =
                usage.completionTokensDetails().orElseThrow().reasoningTokens().orElseThrow();
        assertThat(reasoning).isPositive().isLessThan(usage.completionTokens());
    }

    @Test
    void throwsTypedErrors() {
        assertThatThrownBy(() -> complete(ask("gone", "hi"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> complete(ask("down", "hi")))
                .isInstanceOf(InternalServerException.class);
        assertThatThrownBy(() -> complete(ask("echo", "hi").n(2)))
                .isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> client("wrong").models().list())
                .isInstanceOf(UnauthorizedException.class);
    }

    @Test
    void throwsALimitThatTellsWhenToComeBack() {
        var limit =
                catchThrowableOfType(
                        RateLimitException.class, () -> complete(ask("limited", "hi")));

        assertThat(limit.code()).hasValue("rate_limit_exceeded");
        assertThat(limit.headers().values("retry-after")).containsExactly("1");
    }

    @Test
    void listsAllModels() {
        assertThat(client.models().list().data().stream().map(Model::id))
                .containsExactly(
                        "echo",
                        "lorem",
                        "slow",
                        "flaky",
                        "tools",
                        "json",
                        "down",
                        "limited",
                        "cached",
                        "reasoning");
        assertThat(client.models().retrieve("echo").validate().id()).isEqualTo("echo");
    }
}
