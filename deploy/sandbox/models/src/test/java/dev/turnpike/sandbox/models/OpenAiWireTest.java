package dev.turnpike.sandbox.models;

import static dev.turnpike.sandbox.models.RunningSandbox.chat;
import static dev.turnpike.sandbox.models.RunningSandbox.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OpenAiWireTest {

    @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

    private static final String STREAM = ",\"stream\":true";
    private static final String STREAM_WITH_USAGE =
            ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";

    private static HttpResponse<String> post(String body) throws Exception {
        return SANDBOX.send(SANDBOX.openAi(body));
    }

    private static List<String> events(String stream) {
        return Stream.of(stream.split("\n\n", -1)).filter(event -> !event.isEmpty()).toList();
    }

    private static JsonNode data(String event) {
        return json(event.substring("data: ".length()));
    }

    @Test
    void streamsOneEventPerTokenBetweenRoleAndDone() throws Exception {
        HttpResponse<String> response = post(chat("echo", "one two", STREAM));

        List<String> events = events(response.body());
        assertThat(response.headers().firstValue("content-type"))
                .hasValue("text/event-stream; charset=utf-8");
        assertThat(events).hasSize(5).allMatch(event -> event.startsWith("data: "));
        assertThat(delta(events.get(0)).path("role").stringValue()).isEqualTo("assistant");
        assertThat(delta(events.get(1)).path("content").stringValue()).isEqualTo("one");
        assertThat(delta(events.get(2)).path("content").stringValue()).isEqualTo(" two");
        assertThat(data(events.get(3)).at("/choices/0/finish_reason").stringValue())
                .isEqualTo("stop");
        assertThat(events.get(4)).isEqualTo("data: [DONE]");
    }

    private static JsonNode delta(String event) {
        return data(event).at("/choices/0/delta");
    }

    @Test
    void sendsUsageInItsOwnChunkOnlyWhenAsked() throws Exception {
        List<String> asked = events(post(chat("echo", "one two", STREAM_WITH_USAGE)).body());
        String unasked = post(chat("echo", "one two", STREAM)).body();

        JsonNode last = data(asked.get(asked.size() - 2));
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.at("/usage/prompt_tokens").intValue()).isEqualTo(3 + 4 + 2);
        assertThat(last.at("/usage/completion_tokens").intValue()).isEqualTo(2);
        assertThat(data(asked.get(1)).has("usage")).isTrue();
        assertThat(unasked).doesNotContain("usage");
    }

    @Test
    void thinksInDeltasOfTheirOwn() throws Exception {
        JsonNode whole = json(post(chat("reasoning", "why?", "")).body());
        List<String> events = events(post(chat("reasoning", "why?", STREAM)).body());
        String thought =
                events.stream()
                        .filter(event -> event.contains("reasoning_content"))
                        .map(event -> delta(event).path("reasoning_content").stringValue())
                        .collect(Collectors.joining());

        assertThat(whole.at("/choices/0/message/reasoning_content").stringValue())
                .isEqualTo(thought)
                .isNotEmpty();
    }

    @Test
    void leavesUsageOutOnDirective() throws Exception {
        assertThat(post(chat("echo", "hi [sandbox no_usage]", "")).body())
                .doesNotContain("\"usage\"");
        assertThat(post(chat("echo", "hi [sandbox no_usage]", STREAM_WITH_USAGE)).body())
                .doesNotContain("\"usage\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                              | 400 |         |",
                "[]                                             | 400 |         |",
                "{\"messages\":[]}                              | 400 | model   |",
                "{\"model\":\"echo\"}                           | 400 | messages|",
                "{\"model\":\"echo\",\"messages\":[]}           | 400 | messages|",
                "{\"model\":\"gone\",\"messages\":[]}           | 404 |         |",
                "{\"model\":\"echo\",\"provider\":{}}           | 400 | provider|",
            })
    void refusesWhatIsNotARequest(String body, int status, String param) throws Exception {
        HttpResponse<String> response = post(body);

        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = json(response.body()).path("error");
        assertThat(error.path("type").stringValue()).isEqualTo("invalid_request_error");
        assertThat(error.path("param").asString(null)).isEqualTo(param);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"n\":2                                        | n",
                "\"temperature\":3                              | temperature",
                "\"max_tokens\":0                               | max_tokens",
                "\"max_tokens\":\"ten\"                         | max_tokens",
                "\"max_tokens\":1,\"max_completion_tokens\":1   | max_tokens",
                "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]       | stop",
                "\"stream_options\":{\"include_usage\":true}    | stream_options",
                "\"tool_choice\":\"auto\"                       | tool_choice",
                "\"response_format\":{\"type\":\"xml\"}         | response_format.type",
            })
    void refusesFieldsThatCannotBe(String field, String param) throws Exception {
        HttpResponse<String> response = post(chat("echo", "hi", "," + field));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response.body()).at("/error/param").stringValue()).isEqualTo(param);
    }

    @Test
    void refusesAToolResultThatNobodyCalledFor() throws Exception {
        String body =
                """
                {"model":"tools","messages":[{"role":"user","content":"hi"},
                 {"role":"tool","tool_call_id":"call_1","content":"42"}]}""";

        assertThat(post(body).statusCode()).isEqualTo(400);
    }

    @Test
    void asksForABearerKey() throws Exception {
        var none = SANDBOX.get("/openai/v1/models");
        var wrong =
                SANDBOX.send(
                        SANDBOX.request("/openai/v1/models").header("Authorization", "Bearer no"));

        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(json(wrong.body()).at("/error/code").stringValue()).isEqualTo("invalid_api_key");
    }

    @Test
    void tellsWhenToComeBackAfterALimit() throws Exception {
        var usual = post(chat("limited", "hi", ""));
        var wanted = post(chat("echo", "[sandbox status=429 retry_after=7]", ""));

        assertThat(usual.statusCode()).isEqualTo(429);
        assertThat(usual.headers().firstValue("retry-after")).hasValue("1");
        assertThat(wanted.headers().firstValue("retry-after")).hasValue("7");
    }

    @Test
    void refusesADirectiveItDoesNotKnow() throws Exception {
        assertThat(post(chat("echo", "[sandbox statuss=429]", "")).statusCode()).isEqualTo(400);
        assertThat(post(chat("echo", "[sandbox status=200]", "")).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesABodyBeyondTheLimit() throws Exception {
        String words = "x".repeat(33 * 1024 * 1024);

        assertThat(post(chat("echo", words, "")).statusCode()).isEqualTo(413);
    }

    @Test
    void cutsTheConnectionInTheMiddleOfAStream() {
        String body = chat("lorem", "[sandbox disconnect_after=3]", STREAM);

        assertThatThrownBy(() -> post(body)).isInstanceOf(IOException.class);
    }

    @Test
    void cutsTheConnectionInTheMiddleOfABody() {
        assertThatThrownBy(() -> post(chat("lorem", "[sandbox disconnect_after=3]", "")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void breaksDownInsideTheStream() throws Exception {
        List<String> events = events(post(chat("lorem", "[sandbox error_after=2]", STREAM)).body());

        assertThat(events).hasSize(4);
        assertThat(data(events.getLast()).at("/error/type").stringValue())
                .isEqualTo("server_error");
    }

    @Test
    void sendsGarbageAndNothingOnDirective() throws Exception {
        assertThat(post(chat("echo", "[sandbox garbage]", "")).body()).startsWith("this is not");
        assertThat(post(chat("echo", "[sandbox garbage]", STREAM)).body())
                .contains("data: this is not JSON");
        JsonNode empty = json(post(chat("echo", "[sandbox empty]", "")).body());
        assertThat(empty.at("/choices/0/message/content").stringValue()).isEmpty();
        assertThat(empty.at("/usage/completion_tokens").intValue()).isZero();
    }

    @Test
    void flakyFailsInEveryWayAndThenAnswers() throws Exception {
        assertThat(post(chat("flaky", "hi", "")).statusCode()).isEqualTo(500);
        assertThat(post(chat("flaky", "hi", "")).statusCode()).isEqualTo(429);
        assertThat(post(chat("flaky", "hi", "")).statusCode()).isEqualTo(503);
        assertThatThrownBy(() -> post(chat("flaky", "hi", STREAM))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post(chat("flaky", "hi", STREAM))).isInstanceOf(IOException.class);
        assertThat(post(chat("flaky", "hi", "")).statusCode()).isEqualTo(200);
    }

    @Test
    void answersInTheWantedSchema() throws Exception {
        String format =
                """
                ,"response_format":{"type":"json_schema","json_schema":{"name":"city","strict":true,
                "schema":{"type":"object","required":["name","size"],"additionalProperties":false,
                "properties":{"name":{"type":"string"},"size":{"type":"integer","minimum":5}}}}}""";

        JsonNode completion = json(post(chat("json", "hi", format)).body());

        JsonNode answer = json(completion.at("/choices/0/message/content").stringValue());
        assertThat(answer.path("name").isString()).isTrue();
        assertThat(answer.path("size").intValue()).isGreaterThanOrEqualTo(5);
    }
}
