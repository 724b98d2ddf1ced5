package dev.turnpike.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where calls go, and as whom.
 *
 * @param model under which name the model is asked for
 * @param keys one for each account; connections take them in turn
 */
public record Target(int port, String path, String model, List<String> keys) {

    /** With everything around it this makes a body of 1 KB. */
    private static final int PROMPT_LENGTH = 920;

    private static final String FILLER = "Tell me, at some length, what is new. ";

    public Target {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("A target needs at least one key");
        }
    }

    /** The same target, with every call on the first account. */
    public Target withOneAccount() {
        return new Target(port, path, model, keys.subList(0, 1));
    }

    /** The bytes of a request for a plain answer, for the connection with this number. */
    byte[] plainRequest(int connection) {
        return request(connection, FILLER, "");
    }

    /** The bytes of a request for a stream that the script in the prompt describes. */
    byte[] streamRequest(int connection, String script) {
        return request(
                connection,
                script + " " + FILLER,
                ",\"stream\":true,\"stream_options\":{\"include_usage\":true}");
    }

    private byte[] request(int connection, String opening, String more) {
        String prompt = (opening + FILLER.repeat(PROMPT_LENGTH / FILLER.length() + 1));
        String body =
                """
                {"model":"%s","max_tokens":400,"temperature":0.7%s,\
                "messages":[{"role":"user","content":"%s"}]}"""
                        .formatted(model, more, prompt.substring(0, PROMPT_LENGTH));
        String request =
                """
                POST %s HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s"""
                        .formatted(
                                path,
                                port,
                                keys.get(connection % keys.size()),
                                body.length(),
                                body);
        return request.getBytes(StandardCharsets.US_ASCII);
    }
}
