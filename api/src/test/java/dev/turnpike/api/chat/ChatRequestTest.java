package dev.turnpike.api.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.gateway.Request;
import dev.turnpike.api.http.Checked;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.api.http.RequestBody;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestTest {

    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private static final String TOO_LONG =
            "The body holds a name or a number that is too long: names may have 1000 characters,"
                    + " numbers 1000, also when they are written without an exponent.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"temperature\":3|temperature must be a number from 0 to 2.",
                "\"temperature\":\"1\"|temperature must be a number from 0 to 2.",
                "\"top_p\":-0.1|top_p must be",
                "\"max_tokens\":0|max_tokens must be a whole number from 1",
                "\"max_tokens\":1.5|max_tokens must be",
                "\"max_completion_tokens\":1e400|max_completion_tokens must be",
                "\"max_cost\":0|max_cost must be a number of US dollars above 0, with at most 9 decimals",
                "\"max_cost\":-1|max_cost must be a number",
                "\"max_cost\":\"1\"|max_cost must be a number",
                "\"max_cost\":0.0000000001|max_cost must be a number",
                "\"max_cost\":1e400|max_cost must be a number",
                "\"max_cost\":true|max_cost must be a number",
                "\"stream\":\"yes\"|stream must be true or false.",
                "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]|stop must be",
                "\"logit_bias\":{\"5\":200}|logit_bias holds a value that must be a number",
                "\"top_logprobs\":21|top_logprobs must be",
                "\"tools\":[{\"type\":\"web\"}]|tools holds a value that must be an object of type",
                "\"tools\":[{\"type\":\"function\"}]|tools holds a value that has a function.name",
                "\"tool_choice\":\"maybe\"|tool_choice must be one of auto, none, required",
                "\"response_format\":{\"type\":\"xml\"}|response_format must be",
                "\"models\":\"a\"|models must be an array",
                "\"n\":2|n must be 1.",
                "\"modalities\":[]|modalities must be an array of 1 value.",
                "\"modalities\":[\"audio\"]|modalities holds a value that must be one of text.",
                "\"provider\":{\"order\":\"x\"}|provider.order must be an array of strings.",
                "\"provider\":{\"data_collection\":\"no\"}|provider.data_collection must be",
                "\"provider\":{\"max_price\":{\"prompt\":-1}}|provider.max_price.prompt must be",
                "\"provider\":{\"data_collection\":true}|provider.data_collection must be one of",
                "\"provider\":{\"sort\":5}|provider.sort must be one of exacto, latency, price",
                "\"provider\":{\"sort\":{\"by\":[]}}|provider.sort must be",
                "\"provider\":{\"max_price\":\"1\"}|provider.max_price must be an object of",
                "\"provider\":{\"max_price\":{\"image\":1}}|provider.max_price must be an object of",
                "\"provider\":{\"max_price\":{\"prompt\":\"000000000000000000000000000000001\"}}"
                        + "|provider.max_price.prompt must be dollars",
                "\"provider\":{\"max_price\":{\"completion\":true}}|provider.max_price.completion",
                "\"provider\":{\"max_price\":{\"prompt\":\"1E999999999\"}}|provider.max_price.prompt",
                "\"provider\":{\"max_price\":{\"prompt\":\"\u0663\"}}|provider.max_price.prompt must",
                "\"models\":[\"a\\u0000b\"]|models holds a value that must not hold control",
                "\"reasoning\":{\"max_tokens\":1e400}|reasoning.max_tokens must be a whole number",
                "\"reasoning\":{\"max_tokens\":1.5}|reasoning.max_tokens must be",
                "\"reasoning\":{\"max_tokens\":\"5\"}|reasoning.max_tokens must be",
                "\"reasoning\":{\"max_tokens\":10000001}|reasoning.max_tokens must be",
                "\"reasoning\":{\"effort\":\"much\"}|reasoning.effort must be one of high, low",
                "\"reasoning\":{\"effort\":\"low\"},\"reasoning_effort\":\"high\"|reasoning_effort must"
            })
    void namesTheFieldThatIsWrong(String field, String message) {
        assertThat(problem("{\"model\":\"a/b\"," + MESSAGES + "," + field + "}"))
                .startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|messages must be an array of at least one message.",
                "{\"messages\":[]}|messages must be",
                "{\"messages\":[5]}|messages[0] must be an object.",
                "{\"messages\":[{\"role\":\"king\"}]}|messages[0].role must be one of",
                "{\"messages\":[{\"role\":\"user\"}]}|messages[0].content must be present.",
                "{\"messages\":[{\"role\":\"user\",\"content\":5}]}|messages[0].content must be a",
                "{\"messages\":[{\"role\":\"user\",\"content\":[5]}]}|messages[0].content[0].type",
                "{\"messages\":[{\"role\":\"tool\",\"content\":\"x\"}]}|messages[0].tool_call_id",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|model must name the model"
            })
    void namesTheMessageThatIsWrong(String body, String message) {
        assertThat(problem(body)).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "user|{}|.type must name the kind of the part.",
                "user|{'type':'text'}|.text must be a string.",
                "user|{'type':'image_url','image_url':'https://a.example/b.png'}|.image_url.url must",
                "user|{'type':'image_url','image_url':{'url':5}}|.image_url.url must be a string.",
                "user|{'type':'image_url','image_url':{'url':'data:application/pdf;base64,JVBE'}}"
                        + "|.image_url.url must be of an image: a data: URL must begin with"
                        + " data:image/.",
                "user|{'type':'image_url','image_url':{'url':' DATA:,Hi'}}|.image_url.url must be of",
                "user|{'type':'image_url','image_url':{'url':'data:'}}|.image_url.url must be of an",
                "user|{'type':'input_audio','input_audio':{'url':'x'}}|.input_audio.data must be",
                "user|{'type':'file','file':{'file_data':'x'}}|.type must be text, image_url,",
                "user|{'type':'video_url','video_url':{'url':'x'}}|.type must be text, image_url,",
                "user|{'type':'refusal','refusal':'No.'}|.type may be refusal only in a message of",
                "tool|{'type':'refusal','refusal':'No.'}|.type may be refusal only in a message of",
                "assistant|{'type':'refusal'}|.refusal must be a string.",
                "assistant|{'type':'refusal','refusal':{}}|.refusal must be a string."
            })
    void namesThePartThatIsWrong(String role, String part, String message) {
        assertThat(problem(withPart(role, part))).startsWith("messages[0].content[1]" + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "user|{'type':'text','text':''}",
                "user|{'type':'image_url','image_url':{'url':'https://a.example/b.png'}}",
                "user|{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}}",
                "user|{'type':'image_url','image_url':{'url':'Data:Image/png;base64,AAAA'}}",
                "user|{'type':'input_audio','input_audio':{'data':'AAAA','format':'wav'}}",
                "assistant|{'type':'refusal','refusal':'No.'}"
            })
    void takesThePartsThatWeKnow(String role, String part) {
        assertThat(problem(withPart(role, part))).isEqualTo("no problem");
    }

    /** A request whose message of this role has a good part, and then this one. */
    private static String withPart(String role, String part) {
        return "{'model':'a/b','messages':[{'role':'%s','tool_call_id':'1','content':[{'type':'text','text':'Hi'},%s]}]}"
                .formatted(role, part)
                .replace('\'', '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"text\"",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{\"model\":\"\\ud800\"}",
                "{\"a\":NaN}",
                "{\"a\":[\"\\udfff\"]}",
                "{\"\\udbff\":1}",
                "{\"a\":{\"\\ud800x\":1}}"
            })
    void refusesWhatIsNoStrictJsonObject(String body) {
        assertThat(RequestBody.parse(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{`secret`: tru}|The body is not valid JSON (line 1, column 12).",
                "{`a`:NaN}|The body is not valid JSON (line 1, column 9).",
                "{`a` 1}|The body is not valid JSON (line 1, column 6).",
                "{`a`:1|The body is not valid JSON: it ends too early (line 1, column 7).",
                "{`a`:1,`a`:2}|The body names a field twice (line 1, column 11).",
                "{} {}|The body must be one JSON object: something follows it (line 1, column 4)."
            })
    void tellsWhereTheBodyIsWrongWithoutQuotingIt(String body, String message) {
        assertThat(problem(body.replace('`', '"'))).isEqualTo(message);
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] body = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};

        assertThat(problem(body)).startsWith("The body is not UTF-8");
    }

    @Test
    void refusesNestingThatIsTooDeep() {
        assertThat(problem("{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}"))
                .isEqualTo(
                        "The body is nested too deep: arrays and objects may be within each other"
                                + " up to 128 levels.");
    }

    @Test
    void refusesNamesAndNumbersThatAreTooLong() {
        assertThat(problem("{\"a\":" + "1".repeat(2_000) + "}")).isEqualTo(TOO_LONG);
        assertThat(problem("{\"" + "a".repeat(2_000) + "\":1}")).isEqualTo(TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"max_cost\":1E2147483648",
                "\"temperature\":1E-2147483649",
                "\"temperature\":1E-999999999",
                "\"logit_bias\":{\"1\":1E2147483648}",
                "\"provider\":{\"max_price\":{\"prompt\":1E999999999}}",
                "\"unknown\":[0E-5000]"
            })
    void refusesNumbersWithAbsurdExponents(String field) {
        assertThat(problem("{\"model\":\"a/b\"," + MESSAGES + "," + field + "}"))
                .isEqualTo(TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
    void refusesOtherEncodingsThanUtf8(String encoding) {
        String body = "{\"model\":\"a/b\"," + MESSAGES + "}";

        assertThat(problem(body.getBytes(Charset.forName(encoding)))).startsWith("The body is not");
    }

    @Test
    void takesWholePairsAndTheMarkOfUtf8() {
        assertThat(problem("\uFEFF{\"model\":\"a/b\",\"x\":\"\\ud83d\\ude00\"," + MESSAGES + "}"))
                .isEqualTo("no problem");
    }

    @Test
    void readsLongBodiesAsWell() {
        String text = "word ".repeat(300_000);

        assertThat(problem("{\"model\":\"a/b\",\"x\":\"" + text + "\"," + MESSAGES + "}"))
                .isEqualTo("no problem");
        assertThat(problem("{\"x\":\"" + text + "\"")).startsWith("The body is not valid JSON");
    }

    @Test
    void readsModelsLimitAndPreferences() {
        Request request =
                request(
                        "{\"model\":\"a/b\",\"models\":[\"c/d\",\"a/b\"],\"stream\":true,"
                                + "\"max_tokens\":5,\"max_completion_tokens\":7,\"temperature\":null,"
                                + "\"provider\":{\"order\":[\"deepinfra/turbo\"],\"zdr\":true,"
                                + "\"max_price\":{\"prompt\":\"1.5\",\"completion\":null,\"image\":null}},\"unknown\":{\"x\":1},"
                                + MESSAGES
                                + "}");

        assertThat(request.models()).containsExactly("a/b", "c/d");
        assertThat(request.streamed()).isTrue();
        assertThat(request.maxTokens()).isEqualTo(7L);
        assertThat(request.preferences().order()).containsExactly("deepinfra");
        assertThat(request.preferences().noRetention()).isTrue();
        assertThat(request.preferences().maxPrompt()).isEqualByComparingTo("1.5");
        assertThat(request.preferences().maxCompletion()).isNull();
        assertThat(request.body().has("unknown")).isTrue();
    }

    private static String problem(String body) {
        return problem(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String problem(byte[] body) {
        return switch (read(body)) {
            case Refused<Request>(var error) -> error.message();
            case Passed<Request> _ -> "no problem";
        };
    }

    private static Request request(String body) {
        return switch (read(body.getBytes(StandardCharsets.UTF_8))) {
            case Refused<Request>(var error) -> throw new AssertionError(error);
            case Passed<Request>(var request) -> request;
        };
    }

    private static Checked<Request> read(byte[] body) {
        return switch (RequestBody.parse(body)) {
            case Refused<RequestBody>(var error) -> Checked.refused(error);
            case Passed<RequestBody>(var parsed) -> ChatRequest.read(parsed);
        };
    }
}
