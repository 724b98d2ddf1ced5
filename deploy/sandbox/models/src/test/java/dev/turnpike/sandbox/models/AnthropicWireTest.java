package dev.turnpike.sandbox.models;

import static dev.turnpike.sandbox.models.RunningSandbox.json;
import static dev.turnpike.sandbox.models.RunningSandbox.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AnthropicWireTest {

    @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

    private static final String STREAM = ",\"stream\":true";

    private static HttpResponse<String> post(String body) throws Exception {
        return SANDBOX.send(SANDBOX.anthropic(body));
    }

    private static List<String> names(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring("event: ".length()))
                .toList();
    }

    private static List<JsonNode> data(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> json(line.substring("data: ".length())))
                .toList();
    }

    @Test
    void streamsNamedEventsInOrder() throws Exception {
        HttpResponse<String> response = post(message("echo", "one two", STREAM));

        assertThat(names(response.body()))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "ping",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(data(response.body()).stream().map(event -> event.path("type").stringValue()))
                .containsExactlyElementsOf(names(response.body()));
        assertThat(response.headers().firstValue("request-id")).isPresent();
    }

    @Test
    void tellsInputTokensAtTheStartAndOutputTokensAtTheEnd() throws Exception {
        List<JsonNode> events = data(post(message("echo", "one two", STREAM)).body());

        assertThat(events.getFirst().at("/message/usage/input_tokens").intValue()).isEqualTo(9);
        JsonNode end = events.get(events.size() - 2);
        assertThat(end.at("/usage/output_tokens").intValue()).isEqualTo(2);
        assertThat(end.at("/delta/stop_reason").stringValue()).isEqualTo("end_turn");
    }

    @Test
    void leavesUsageOutOnDirective() throws Exception {
        assertThat(post(message("echo", "hi [sandbox no_usage]", STREAM)).body())
                .doesNotContain("\"usage\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                       | 400",
                "{\"model\":\"echo\",\"messages\":[]}                    | 400",
                "{\"model\":\"gone\",\"max_tokens\":5,\"messages\":[]}   | 404",
                "{\"model\":\"echo\",\"max_tokens\":5,\"provider\":{}}   | 400",
                "{\"model\":\"echo\",\"max_tokens\":5,\"n\":1}           | 400",
            })
    void refusesWhatIsNotARequest(String body, int status) throws Exception {
        HttpResponse<String> response = post(body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response.body()).path("type").stringValue()).isEqualTo("error");
        assertThat(json(response.body()).path("request_id").stringValue()).startsWith("req_");
    }

    @Test
    void demandsMaxTokens() throws Exception {
        String body =
                """
                {"model":"echo","messages":[{"role":"user","content":"hi"}]}""";

        HttpResponse<String> response = post(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response.body()).at("/error/message").stringValue())
                .isEqualTo("max_tokens: Field required");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error",
        "401, authentication_error",
        "404, not_found_error",
        "413, request_too_large",
        "429, rate_limit_error",
        "500, api_error",
        "503, api_error",
        "529, overloaded_error"
    })
    void namesEveryErrorAsAnthropicDoes(int status, String type) throws Exception {
        var response = post(message("echo", "[sandbox status=" + status + "]", STREAM));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response.body()).at("/error/type").stringValue()).isEqualTo(type);
    }

    @Test
    void asksForKeyAndVersion() throws Exception {
        var keyless = SANDBOX.get("/anthropic/v1/models");
        var versionless =
                SANDBOX.send(
                        SANDBOX.request("/anthropic/v1/models")
                                .header("x-api-key", RunningSandbox.KEY));

        assertThat(keyless.statusCode()).isEqualTo(401);
        assertThat(versionless.statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAThoughtWhoseSignatureIsLost() throws Exception {
        String body =
                """
                {"model":"reasoning","max_tokens":9,"messages":[{"role":"user","content":"hi"},
                 {"role":"assistant","content":[
                  {"type":"thinking","thinking":"hm","signature":"forged"}]},
                 {"role":"user","content":"and?"}]}""";

        assertThat(post(body).statusCode()).isEqualTo(400);
    }

    @Test
    void stopsAtAStopSequence() throws Exception {
        JsonNode message =
                json(
                        post(message("echo", "one two three", ",\"stop_sequences\":[\" three\"]"))
                                .body());

        assertThat(message.at("/content/0/text").stringValue()).isEqualTo("one two");
        assertThat(message.path("stop_reason").stringValue()).isEqualTo("stop_sequence");
        assertThat(message.path("stop_sequence").stringValue()).isEqualTo(" three");
    }

    @Test
    void breaksDownInsideTheStream() throws Exception {
        String body = post(message("lorem", "[sandbox error_after=2]", STREAM)).body();

        assertThat(names(body)).endsWith("content_block_delta", "error");
        assertThat(data(body).getLast().at("/error/type").stringValue())
                .isEqualTo("overloaded_error");
    }

    @Test
    void cutsTheConnectionInTheMiddleOfAStream() {
        assertThatThrownBy(() -> post(message("lorem", "[sandbox disconnect_after=3]", STREAM)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void streamsEveryModelWithoutOpenBlocks() throws Exception {
        for (String model : List.of("echo", "lorem", "cached", "json", "tools", "reasoning")) {
            String stream = post(message(model, "hi", STREAM)).body();

            assertThat(count(stream, "content_block_start"))
                    .isPositive()
                    .isEqualTo(count(stream, "content_block_stop"));
        }
    }

    private static long count(String stream, String name) {
        return Stream.of(names(stream)).flatMap(List::stream).filter(name::equals).count();
    }
}
