package dev.turnpike.api.chat;

import dev.turnpike.api.gateway.Receipt;
import dev.turnpike.api.gateway.Reply;
import dev.turnpike.api.gateway.Serving;
import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.provider.Chunk.Delta;
import dev.turnpike.api.provider.Completion;
import dev.turnpike.api.stream.EventStream;
import dev.turnpike.api.stream.Pulse;
import dev.turnpike.billing.usage.GenerationId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Answers in the words of chat completions. */
final class ChatReply implements Reply {

    private static final String GENERATION_HEADER = "X-Generation-Id";

    private final HttpServletResponse response;
    private final Pulse pulse;
    private @Nullable EventStream stream;
    private @Nullable ChatChunks chunks;

    ChatReply(HttpServletResponse response, Pulse pulse) {
        this.response = response;
        this.pulse = pulse;
    }

    @Override
    public void refuse(@Nullable GenerationId id, ApiError error) throws IOException {
        if (id != null) {
            response.setHeader(GENERATION_HEADER, id.toString());
        }
        error.writeTo(response);
    }

    @Override
    public void send(Serving serving, Completion completion, Receipt receipt) throws IOException {
        byte[] body = Json.bytes(ChatCompletion.of(serving, completion, receipt));
        response.setHeader(GENERATION_HEADER, serving.id().toString());
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(Json.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @Override
    public void begin(Serving serving, Runnable whenGone) throws IOException {
        response.setHeader(GENERATION_HEADER, serving.id().toString());
        EventStream begun = EventStream.begin(response, pulse, whenGone);
        stream = begun;
        chunks = new ChatChunks(serving, begun);
        chunks.role();
    }

    @Override
    public void confirm() throws IOException {
        if (stream != null) {
            stream.confirm();
        }
    }

    @Override
    public void pass(Delta delta) throws IOException {
        begun().delta(delta);
    }

    @Override
    public void flush() {
        if (stream != null) {
            stream.flush();
        }
    }

    @Override
    public void finish(String finishReason, @Nullable String nativeFinishReason, Receipt receipt)
            throws IOException {
        begun().finish(finishReason, nativeFinishReason);
        begun().usage(receipt);
        begun().done();
        flush();
    }

    @Override
    public void breakOff(ApiError error, @Nullable Receipt receipt) throws IOException {
        begun().error(error);
        if (receipt != null) {
            begun().usage(receipt);
        }
        begun().done();
        flush();
    }

    /** Tells the caller of a fault of ours, as far as it still can be told. */
    void apologise(ApiError error) throws IOException {
        if (stream != null) {
            breakOff(error, null);
        } else if (!response.isCommitted()) {
            refuse(null, error);
        }
    }

    /** No more comments, whatever has happened. */
    void close() {
        if (stream != null) {
            stream.close();
        }
    }

    private ChatChunks begun() {
        if (chunks == null) {
            throw new IllegalStateException("The stream has not begun");
        }
        return chunks;
    }
}
