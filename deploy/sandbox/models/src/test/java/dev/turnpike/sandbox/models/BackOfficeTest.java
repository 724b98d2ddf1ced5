package dev.turnpike.sandbox.models;

import static dev.turnpike.sandbox.models.RunningSandbox.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BackOfficeTest {

    @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

    @Test
    void ownsUpToBeingASandbox() throws Exception {
        var page = SANDBOX.get("/");

        assertThat(page.body()).contains("This is a sandbox", "simulated", "<li>echo</li>");
        assertThat(page.headers().firstValue("server").orElseThrow()).contains("sandbox");
    }

    @Test
    void countsRequestsPerModelUntilReset() throws Exception {
        SANDBOX.send(SANDBOX.openAi(chat("echo", "hi", "")));
        SANDBOX.send(SANDBOX.openAi(chat("down", "hi", "")));
        SANDBOX.send(SANDBOX.openAi(chat("down", "hi", "")));

        assertThat(SANDBOX.counts("echo").path("received").intValue()).isEqualTo(1);
        assertThat(SANDBOX.counts("down").path("received").intValue()).isEqualTo(2);
        SANDBOX.send(SANDBOX.request("/sandbox/requests").DELETE());
        assertThat(SANDBOX.counts("down").path("received").intValue()).isZero();
    }

    @Test
    void seesThatACallerLeft() throws Exception {
        String body = chat("slow", "[sandbox first_token_ms=0 interval_ms=10 tokens=10000]", "");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SANDBOX.port())) {
            socket.getOutputStream().write(post(body.replace("}]}", "}],\"stream\":true}")));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            assertThat(SANDBOX.counts("slow").path("open").intValue()).isEqualTo(1);
        }

        await().untilAsserted(
                        () -> {
                            assertThat(SANDBOX.counts("slow").path("aborted").intValue()).isOne();
                            assertThat(SANDBOX.counts("slow").path("open").intValue()).isZero();
                        });
    }

    private static byte[] post(String body) {
        return """
        POST /openai/v1/chat/completions HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        Content-Length: %d\r
        \r
        %s"""
                .formatted(RunningSandbox.KEY, body.length(), body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
