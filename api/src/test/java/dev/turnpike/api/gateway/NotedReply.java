package dev.turnpike.api.gateway;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.provider.Chunk.Delta;
import dev.turnpike.api.provider.Completion;
import dev.turnpike.billing.usage.GenerationId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down what the caller would get; may leave after some pieces. */
final class NotedReply implements Reply {

    final List<String> notes = new ArrayList<>();
    private final int patience;
    private final BooleanSupplier isSettled;
    @Nullable ApiError error;
    @Nullable Receipt receipt;
    @Nullable Serving serving;
    boolean settledBeforeEnd;
    boolean keptBeforeSettlement;
    Runnable keeping = () -> {};
    Consumer<GenerationId> beginning = id -> {};

    NotedReply(int patience, BooleanSupplier isSettled) {
        this.patience = patience;
        this.isSettled = isSettled;
    }

    @Override
    public void refuse(@Nullable GenerationId id, ApiError why) {
        notes.add("refused " + why.status());
        error = why;
    }

    @Override
    public Ending whole(Serving by, Completion completion, Receipt settled) {
        return new NotedEnding(
                "sent " + completion.message().path("content").asString(""),
                () -> {
                    serving = by;
                    receipt = settled;
                });
    }

    @Override
    public void begin(Serving by, Runnable whenGone) {
        notes.add("begun");
        serving = by;
        beginning.accept(by.id());
    }

    @Override
    public void confirm() {}

    @Override
    public void pass(Delta delta) throws IOException {
        if (notes.size() > patience) {
            throw new IOException("Broken pipe");
        }
        notes.add(delta.delta().path("content").asString(""));
    }

    @Override
    public void flush() {}

    @Override
    public Ending finish(String reason, @Nullable String nativeReason, Receipt settled) {
        return new NotedEnding("finished " + reason, () -> receipt = settled);
    }

    @Override
    public Ending breakOff(ApiError why, @Nullable Receipt settled) {
        return new NotedEnding(
                "broken " + why.status(),
                () -> {
                    error = why;
                    receipt = settled;
                });
    }

    @Override
    public Ending cutOff(GenerationId id) {
        return new NotedEnding("cut off", () -> {});
    }

    /** Notes whether it was kept before the settlement, and sent after it. */
    private final class NotedEnding implements Ending {
        private final String note;
        private final Runnable sending;

        NotedEnding(String note, Runnable sending) {
            this.note = note;
            this.sending = sending;
        }

        @Override
        public void keep() {
            keptBeforeSettlement = !isSettled.getAsBoolean();
            keeping.run();
        }

        @Override
        public void send() {
            settledBeforeEnd = isSettled.getAsBoolean();
            notes.add(note);
            sending.run();
        }
    }
}
