package dev.turnpike.api.chat;

import dev.turnpike.api.gateway.Ending;
import dev.turnpike.api.gateway.Receipt;
import dev.turnpike.api.gateway.Reply;
import dev.turnpike.api.gateway.Serving;
import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.provider.Chunk.Delta;
import dev.turnpike.api.provider.Completion;
import dev.turnpike.api.stream.Events;
import dev.turnpike.api.stream.Outlet;
import dev.turnpike.billing.usage.GenerationId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Answers in the words of chat completions. */
final class ChatReply implements Reply {

    private final Outlet outlet;
    private @Nullable Stream stream;

    ChatReply(Outlet outlet) {
        this.outlet = outlet;
    }

    /** A stream that has begun. */
    private record Stream(GenerationId id, Events events, ChatChunks chunks) {}

    @Override
    public void refuse(@Nullable GenerationId id, ApiError error) throws IOException {
        outlet.refuse(id, error);
    }

    @Override
    public Ending whole(Serving serving, Completion completion, Receipt receipt) {
        return new Whole(serving.id(), Json.bytes(ChatCompletion.of(serving, completion, receipt)));
    }

    @Override
    public void begin(Serving serving, Runnable whenGone) throws IOException {
        Events events = outlet.begin(serving.id(), whenGone);
        stream = new Stream(serving.id(), events, new ChatChunks(serving, events));
        begun().chunks().role();
    }

    @Override
    public void confirm() throws IOException {
        if (stream != null) {
            stream.events().confirm();
        }
    }

    @Override
    public void pass(Delta delta) throws IOException {
        begun().chunks().delta(delta);
    }

    @Override
    public void flush() {
        if (stream != null) {
            stream.events().flush();
        }
    }

    @Override
    public Ending finish(
            String finishReason, @Nullable String nativeFinishReason, Receipt receipt) {
        ChatChunks chunks = begun().chunks();
        return new LastEvents(
                begun(),
                chunks.finish(finishReason, nativeFinishReason),
                chunks.usage(receipt),
                ChatChunks.DONE);
    }

    @Override
    public Ending breakOff(ApiError error, @Nullable Receipt receipt) {
        ChatChunks chunks = begun().chunks();
        return receipt == null
                ? new LastEvents(begun(), chunks.error(error), ChatChunks.DONE)
                : new LastEvents(
                        begun(), chunks.error(error), chunks.usage(receipt), ChatChunks.DONE);
    }

    @Override
    public Ending cutOff(GenerationId id) {
        return new CutOff(id);
    }

    /** Tells the caller of a fault of ours, as far as it still can be told. */
    void apologise(ApiError error) throws IOException {
        if (stream == null) {
            refuse(null, error);
        } else {
            breakOff(outlet.told(error), null).send();
        }
    }

    /** No more comments, whatever has happened. */
    void close() {
        if (stream != null) {
            stream.events().close();
        }
    }

    private Stream begun() {
        if (stream == null) {
            throw new IllegalStateException("The stream has not begun");
        }
        return stream;
    }

    private final class Whole implements Ending {
        private final GenerationId id;
        private final byte[] body;

        Whole(GenerationId id, byte[] body) {
            this.id = id;
            this.body = body;
        }

        @Override
        public void keep() {
            outlet.keep(id, body);
        }

        @Override
        public void send() throws IOException {
            outlet.whole(id, body);
        }
    }

    private final class LastEvents implements Ending {
        private final Stream stream;
        private final byte[][] events;

        LastEvents(Stream stream, byte[]... events) {
            this.stream = stream;
            this.events = events;
        }

        @Override
        public void keep() {
            outlet.keep(stream.id(), events);
        }

        @Override
        public void send() throws IOException {
            for (byte[] event : events) {
                stream.events().send(event);
            }
            stream.events().flush();
        }
    }

    private final class CutOff implements Ending {
        private final GenerationId id;

        CutOff(GenerationId id) {
            this.id = id;
        }

        @Override
        public void keep() {
            outlet.cutOff(id);
        }

        @Override
        public void send() {}
    }
}
