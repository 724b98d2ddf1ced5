package dev.turnpike.api.gateway;

import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.provider.Chunk;
import dev.turnpike.api.provider.ChunkStream;
import dev.turnpike.api.provider.Completion;
import dev.turnpike.api.provider.Exchange;
import dev.turnpike.api.provider.Failure;
import dev.turnpike.api.provider.Upstream;
import dev.turnpike.api.provider.Upstream.Opened;
import dev.turnpike.api.routing.Candidate;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricing.ServiceTier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tries the candidates of one call, one after the other, until one of them delivers. */
final class Dispatch {

    private final Upstream upstream;
    private final TokenCounter counter;
    private final Call call;
    private final Held held;
    private final Attempts attempts;

    Dispatch(Upstream upstream, TokenCounter counter, Call call, Held held, Attempts attempts) {
        this.upstream = upstream;
        this.counter = counter;
        this.call = call;
        this.held = held;
        this.attempts = attempts;
    }

    /** What came of one try. */
    private sealed interface Try<T> {}

    private record Success<T>(T value) implements Try<T> {}

    private record Miss<T>(Failure failure) implements Try<T> {}

    /** A whole answer. */
    record Delivered(Candidate candidate, Completion completion, Meter meter) {}

    /**
     * A stream that has come to its first content, or to an end in good order without any.
     *
     * @param first the first content; null when there is none
     */
    record Begun(
            Candidate candidate, ChunkStream chunks, Chunk.@Nullable Delta first, Meter meter) {}

    /** The first whole answer; null when no candidate gave one. */
    @Nullable Delivered complete() {
        return firstSuccess(this::complete);
    }

    /** The first stream that began; null when none did. */
    @Nullable Begun stream() {
        return firstSuccess(this::begin);
    }

    private <T> @Nullable T firstSuccess(Function<Candidate, Try<T>> attempt) {
        for (Candidate candidate : held.candidates()) {
            attempts.start();
            switch (attempt.apply(candidate)) {
                case Success<T>(var value) -> {
                    attempts.delivered(candidate);
                    return value;
                }
                case Miss<T>(var failure) -> {
                    attempts.failed(candidate, failure);
                    if (!failure.isWorthAnotherTry()) {
                        return null;
                    }
                }
            }
        }
        return null;
    }

    private Try<Delivered> complete(Candidate candidate) {
        return switch (upstream.complete(exchange(candidate))) {
            case Failure failure -> new Miss<>(failure);
            case Completion completion -> {
                Meter meter = new Meter(held.prompt(), counter);
                meter.produced(completion.message());
                meter.reported(completion.counts(), true);
                meter.served(completion.serviceTier());
                meter.finished(completion.finishReason(), completion.nativeFinishReason());
                yield meter.isEmpty() && completion.finishReason() == null
                        ? new Miss<>(empty(candidate))
                        : new Success<>(new Delivered(candidate, completion, meter));
            }
        };
    }

    private Try<Begun> begin(Candidate candidate) {
        return switch (upstream.stream(exchange(candidate))) {
            case Failure failure -> new Miss<>(failure);
            case Opened(var chunks) -> begin(candidate, chunks);
        };
    }

    /** Reads up to the first content: until then another candidate can still take over. */
    private Try<Begun> begin(Candidate candidate, ChunkStream chunks) {
        Meter meter = new Meter(held.prompt(), counter);
        while (true) {
            Chunk chunk = chunks.next(Dispatch::nothingToFlush);
            meter.note(chunk);
            switch (chunk) {
                case Chunk.Delta delta -> {
                    return new Success<>(new Begun(candidate, chunks, delta, meter));
                }
                case Chunk.End _ -> {
                    return ended(candidate, chunks, meter);
                }
                case Chunk.Broken(var failure) -> {
                    chunks.abort();
                    return new Miss<>(failure);
                }
                case Chunk.Finish _, Chunk.Report _, Chunk.Served _ -> {}
            }
        }
    }

    private static Try<Begun> ended(Candidate candidate, ChunkStream chunks, Meter meter) {
        if (meter.finishReason() == null || meter.hasFailed()) {
            chunks.close();
            return new Miss<>(empty(candidate));
        }
        return new Success<>(new Begun(candidate, chunks, null, meter));
    }

    private static void nothingToFlush() {}

    private static Failure empty(Candidate candidate) {
        return Failure.of(
                ErrorType.PROVIDER_UNAVAILABLE,
                candidate.offer().provider().name() + " sent an empty answer.");
    }

    private Exchange exchange(Candidate candidate) {
        return new Exchange(
                candidate.model(),
                candidate.offer(),
                Protocols.of(candidate.offer().provider().protocol()),
                candidate.apiKey(),
                call.request().body(),
                bound(candidate.offer()),
                call.request().maxTokens() != null,
                tier(candidate),
                call.anthropicBeta());
    }

    /**
     * Where tiers have prices one is always named: else the settings of the operator's account with
     * the provider would choose, and neither hold nor price would know.
     */
    private @Nullable ServiceTier tier(Candidate candidate) {
        if (!candidate.priced().price().sheet().hasTiers()) {
            return null;
        }
        ServiceTier wanted = call.request().preferences().tier();
        return wanted == null ? ServiceTier.DEFAULT : wanted;
    }

    /** Many providers refuse a bound that does not fit beside the prompt. */
    private long bound(Offer offer) {
        Long most = offer.maxOutputTokens();
        long bound = most == null ? held.bound() : Math.min(held.bound(), most);
        long context = offer.contextLength();
        PromptSize prompt = held.prompt();
        if (call.request().maxTokens() != null || prompt.bound() + bound <= context) {
            return bound;
        }
        return Math.max(
                Math.min(Reserving.MIN_BOUND, bound),
                Math.min(bound, context - prompt.likelyCount()));
    }
}
