package dev.turnpike.bench.upstream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes that the upstream sends, in OpenAI's chat completions protocol, built before they are
 * needed.
 */
final class Answers {

    /** Enough words for an answer of 1.1 KB with everything around it. */
    private static final int PLAIN_TEXT_LENGTH = 834;

    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":210,\"completion_tokens\":170,\"total_tokens\":380}";

    /** Nanoseconds of a clock that all processes of the machine share, at a fixed width. */
    private static final int TIME_DIGITS = 19;

    private static final byte[] PLAIN = plain();
    private static final byte[] STREAM_HEAD =
            bytes(
                    """
                    HTTP/1.1 200 OK\r
                    Content-Type: text/event-stream\r
                    Transfer-Encoding: chunked\r
                    \r
                    """);
    private static final byte[] CHUNK =
            httpChunk(
                    delta("{\"content\":\"t=" + "0".repeat(TIME_DIGITS) + "; and on \"}", "null"));
    private static final int TIME_OFFSET =
            new String(CHUNK, StandardCharsets.US_ASCII).indexOf("t=") + 2;
    private static final byte[] STREAM_END = end();

    private Answers() {}

    /** A complete reply that is not streamed. */
    static ByteBuffer plainReply() {
        return ByteBuffer.wrap(PLAIN);
    }

    static ByteBuffer streamHead() {
        return ByteBuffer.wrap(STREAM_HEAD);
    }

    /**
     * One piece of a stream; its text tells when it was sent, so that its delay can be measured.
     */
    static ByteBuffer chunk(long nanoTime) {
        byte[] chunk = CHUNK.clone();
        long rest = nanoTime;
        for (int i = TIME_OFFSET + TIME_DIGITS - 1; i >= TIME_OFFSET; i--) {
            chunk[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return ByteBuffer.wrap(chunk);
    }

    /** Finish reason, usage, the end mark, and the end of the reply. */
    static ByteBuffer streamEnd() {
        return ByteBuffer.wrap(STREAM_END);
    }

    private static byte[] plain() {
        String text = "All quiet on the bench. ".repeat(40).substring(0, PLAIN_TEXT_LENGTH);
        String body =
                """
                {"id":"chatcmpl-bench","object":"chat.completion","created":1750000000,"model":"echo",\
                "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},\
                "logprobs":null,"finish_reason":"stop"}],%s}"""
                        .formatted(text, USAGE);
        return bytes(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body);
    }

    private static byte[] end() {
        String usage =
                """
                {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1750000000,\
                "model":"echo","choices":[],%s}"""
                        .formatted(USAGE);
        var all = new ByteArrayOutputStream();
        all.writeBytes(httpChunk(delta("{}", "\"stop\"")));
        all.writeBytes(httpChunk(usage));
        all.writeBytes(httpChunk("[DONE]"));
        all.writeBytes(bytes("0\r\n\r\n"));
        return all.toByteArray();
    }

    private static String delta(String delta, String finishReason) {
        return """
        {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1750000000,\
        "model":"echo","choices":[{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}]}"""
                .formatted(delta, finishReason);
    }

    private static byte[] httpChunk(String data) {
        String event = "data: " + data + "\n\n";
        return bytes(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
