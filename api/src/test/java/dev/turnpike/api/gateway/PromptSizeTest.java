package dev.turnpike.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.http.Json;
import dev.turnpike.api.routing.Preferences;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class PromptSizeTest {

    private static final int WORDS = 160_000;

    /** 800 KB, of which each word is a token. */
    private static final String LONG = "word ".repeat(WORDS);

    private static final String HI = "'messages':[{'role':'user','content':'Hi'}]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'messages':[{'role':'user','content':'@'}]",
                "'messages':[{'role':'user','content':[{'type':'text','text':'@'}]}]",
                "'messages':[{'role':'assistant','content':[{'type':'refusal','refusal':'@'}]}]",
                "'messages':[{'role':'assistant','refusal':'@'}]",
                "'messages':[{'role':'user','name':'@','content':'Hi'}]",
                "'messages':[{'role':'assistant','function_call':{'name':'f','arguments':'@'}}]",
                "'messages':[{'role':'assistant','tool_calls':[{'id':'1','type':'function',"
                        + "'function':{'name':'f','arguments':'@'}}]}]",
                "'tools':[{'type':'function','function':{'name':'f','description':'@'}}]," + HI,
                "'functions':[{'name':'f','description':'@'}]," + HI,
                "'response_format':{'type':'grammar','grammar':'@'}," + HI
            })
    void countsWhatEveryModelReads(String body) {
        PromptSize size = size(body.replace("@", LONG));

        assertThat(size.count()).isBetween((long) WORDS, WORDS + 50L);
        assertThat(size.safeCount()).isGreaterThan(WORDS + WORDS / 4);
    }

    @Test
    void countsTheNamesWithinATool() {
        String name = "word ".repeat(190);
        String function = "'functions':[{'name':'f','parameters':{'properties':{'@':{}}}}],";

        assertThat(size(function.replace("@", name) + HI).count()).isGreaterThan(190);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'messages':[{'role':'tool','tool_call_id':'@','content':'Hi'}]",
                "'messages':[{'role':'assistant','content':'Hi','reasoning':'@'}]",
                "'messages':[{'role':'assistant','content':'Hi','reasoning_details':[{'text':'@'}]}]",
                "'messages':[{'role':'user','content':[{'type':'text','text':'Hi','more':'@'}]}]",
                "'messages':[{'role':'user','content':[{'type':'image_url',"
                        + "'image_url':{'url':'https://a.example/b.png','detail':'@'}}]}]",
                "'messages':[{'role':'user','content':[{'type':'input_audio',"
                        + "'input_audio':{'data':'AAAA','url':'@'}}]}]",
                "'prediction':{'type':'content','content':'@'}," + HI,
                "'chat_template':'@'," + HI,
                "'documents':[{'text':'@'}]," + HI
            })
    void setsAsideForWhatSomeModelMayRead(String body) {
        PromptSize size = size(body.replace("@", LONG));

        assertThat(size.safeCount()).isGreaterThan(WORDS + WORDS / 4);
        assertThat(size.count()).isLessThan(200);
        assertThat(size.likelyCount()).isLessThan(5_000);
    }

    @Test
    void countsMediaApartFromText() {
        PromptSize image =
                size(
                        "'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':"
                                + "'data:image/png;base64,@'}}]}]"
                                        .replace("@", LONG.replace(' ', '+')));
        PromptSize sound =
                size(
                        "'messages':[{'role':'user','content':[{'type':'input_audio','input_audio':"
                                + "{'format':'wav','data':'@'}}]}]"
                                        .replace("@", LONG.replace(' ', '+')));

        assertThat(image.safeCount()).isBetween(2_000L, 2_300L);
        assertThat(image.bound()).isLessThan(2_300);
        assertThat(sound.safeCount()).isBetween(LONG.length() / 8L, LONG.length() / 8L + 300);
    }

    @Test
    void chargesForNoSettings() {
        assertThat(size("'model':'a/b','user':'ada','metadata':{'a':'b'},'seed':5," + HI).count())
                .isEqualTo(size(HI).count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'messages':[{'role':'assistant','refusal':'@'},{'role':'user','content':'Hi'}]",
                "'messages':[{'role':'assistant','content':'Hi','reasoning':'@'}]",
                "'functions':[{'name':'f','description':'@'}]"
            })
    void sendsNoLongPromptOnLittleCredit(String body) throws IOException {
        StubProvider provider = StubProvider.saying(200, "{}");
        try (World world = new World("0.05", provider)) {
            NotedReply reply = world.call(json(body.replace("@", LONG)));

            assertThat(Objects.requireNonNull(reply.error).status()).isIn(400, 402);
            assertThat(provider.requests()).isEmpty();
        }
    }

    private static PromptSize size(String fields) {
        byte[] bytes = json(fields).getBytes(StandardCharsets.UTF_8);
        Request request =
                new Request(
                        (ObjectNode) Json.parse(bytes),
                        bytes.length,
                        List.of("a/b"),
                        false,
                        null,
                        null,
                        Preferences.NONE);
        return new PromptSize(request, new TokenCounter());
    }

    private static String json(String fields) {
        return "{" + fields.replace('\'', '"') + "}";
    }
}
