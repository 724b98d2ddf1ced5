package dev.turnpike.sandbox.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.ServiceUnavailableException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolChoiceAuto;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.messages.Usage;
import com.anthropic.models.models.ModelInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Anthropic's own client makes of the sandbox. */
class AnthropicClientTest {

    @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

    private final AnthropicClient client = client(RunningSandbox.KEY);

    private static AnthropicClient client(String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(SANDBOX.url("/anthropic"))
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static MessageCreateParams.Builder ask(String model, String words) {
        return MessageCreateParams.builder().model(model).maxTokens(100).addUserMessage(words);
    }

    private Message create(MessageCreateParams.Builder params) {
        return client.messages().create(params.build());
    }

    private Message stream(MessageCreateParams.Builder params) {
        var accumulator = MessageAccumulator.create();
        try (var stream = client.messages().createStreaming(params.build())) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.message();
    }

    private static String text(Message message) {
        return message.content().getLast().asText().text();
    }

    @Test
    void readsAPlainAnswer() {
        Message message = create(ask("echo", "Hello, world!"));

        assertThat(message.id()).startsWith("msg_");
        assertThat(text(message)).isEqualTo("Hello, world!");
        assertThat(message.stopReason()).hasValue(StopReason.END_TURN);
        assertThat(message.usage().inputTokens()).isEqualTo(11);
        assertThat(message.usage().outputTokens()).isEqualTo(4);
    }

    @Test
    void readsAStreamedAnswerWithUsage() {
        Message message = stream(ask("echo", "Hello, world!"));

        assertThat(text(message)).isEqualTo("Hello, world!");
        assertThat(message.usage().inputTokens()).isEqualTo(11);
        assertThat(message.usage().outputTokens()).isEqualTo(4);
    }

    @Test
    void speaksAsLongAsItMay() {
        Message message = create(ask("lorem", "go"));

        assertThat(message.stopReason()).hasValue(StopReason.MAX_TOKENS);
        assertThat(message.usage().outputTokens()).isEqualTo(100);
    }

    private static MessageCreateParams.Builder askWithTool() {
        Map<String, Object> city = Map.of("type", "string");
        return ask("tools", "How warm is it?")
                .addTool(
                        Tool.builder()
                                .name("temperature")
                                .inputSchema(
                                        Tool.InputSchema.builder()
                                                .properties(
                                                        Tool.InputSchema.Properties.builder()
                                                                .putAdditionalProperty(
                                                                        "city",
                                                                        JsonValue.from(city))
                                                                .build())
                                                .addRequired("city")
                                                .build())
                                .build());
    }

    private static List<ToolUseBlock> calls(Message message) {
        return message.content().stream().map(ContentBlock::asToolUse).toList();
    }

    @Test
    void callsAToolAndUsesItsResult() {
        Message called = create(askWithTool());
        ToolUseBlock call = calls(called).getFirst();
        ToolResultBlockParam result =
                ToolResultBlockParam.builder().toolUseId(call.id()).content("21 degrees").build();
        Message answered =
                create(
                        askWithTool()
                                .addMessage(called)
                                .addUserMessageOfContentBlockParams(
                                        List.of(ContentBlockParam.ofToolResult(result))));

        assertThat(called.stopReason()).hasValue(StopReason.TOOL_USE);
        assertThat(call.name()).isEqualTo("temperature");
        assertThat(call._input()).isEqualTo(JsonValue.from(Map.of("city", "city")));
        assertThat(text(answered)).contains("21 degrees");
    }

    @Test
    void streamsToolCallsInParallelWhenAsked() {
        var choice = ToolChoiceAuto.builder().disableParallelToolUse(false).build();

        Message message = stream(askWithTool().toolChoice(choice));

        assertThat(calls(message)).hasSize(2);
        assertThat(calls(message).getLast()._input())
                .isEqualTo(JsonValue.from(Map.of("city", "city")));
    }

    @Test
    void countsCachedTokensBesideTheInput() {
        Usage usage = create(ask("cached", "one two three four")).usage();

        assertThat(usage.cacheReadInputTokens()).hasValue(5L);
        assertThat(usage.cacheCreationInputTokens()).hasValue(2L);
        assertThat(usage.inputTokens()).isEqualTo(11 - 5 - 2);
    }

    @Test
    void thinksAndTakesItsThoughtsBack() {
        Message whole = create(ask("reasoning", "why?"));
        Message streamed = stream(ask("reasoning", "why?"));
        Message next =
                create(ask("reasoning", "why?").addMessage(streamed).addUserMessage("and then?"));

        assertThat(whole.content().getFirst().asThinking())
                .isEqualTo(streamed.content().getFirst().asThinking());
        assertThat(whole.usage().outputTokensDetails()).isPresent();
        assertThat(text(next)).contains("simulated");
    }

    @Test
    void throwsTypedErrors() {
        assertThatThrownBy(() -> create(ask("gone", "hi"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> create(ask("down", "hi")))
                .isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() -> create(ask("echo", "[sandbox status=400]")))
                .isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> client("wrong").models().list())
                .isInstanceOf(UnauthorizedException.class);
    }

    @Test
    void throwsALimitThatTellsWhenToComeBack() {
        var limit =
                catchThrowableOfType(RateLimitException.class, () -> create(ask("limited", "hi")));

        assertThat(limit.requestId()).isPresent();
        assertThat(limit.headers().values("retry-after")).containsExactly("1");
    }

    @Test
    void listsAllModels() {
        assertThat(client.models().list().data().stream().map(ModelInfo::id))
                .contains("echo", "reasoning")
                .hasSize(10);
        assertThat(client.models().retrieve("echo").displayName()).contains("Simulated");
    }
}
