package dev.turnpike.sandbox.models.stage;

import dev.turnpike.sandbox.models.script.Limits;
import dev.turnpike.sandbox.models.script.Segment;
import dev.turnpike.sandbox.models.wire.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An answer cut at the caller's stop sequences and token limit, with the reason it ended. */
record Cut(List<Segment> segments, Ending ending) {

    static Cut of(List<Segment> segments, Limits limits) {
        Cut stopped = atStop(segments, limits.stops());
        return limits.maxTokens().isPresent()
                ? stopped.atLimit(limits.maxTokens().getAsInt())
                : stopped;
    }

    private static Cut atStop(List<Segment> segments, List<String> stops) {
        List<Segment> kept = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment instanceof Segment.Text text) {
                StopMark mark = StopMark.first(text.joined(), stops);
                if (mark.position() >= 0) {
                    addIfAny(kept, new Segment.Text(upTo(text.tokens(), mark.position())));
                    return new Cut(kept, new Ending.Stopped(mark.sequence()));
                }
            }
            addIfAny(kept, segment);
        }
        boolean calls = kept.stream().anyMatch(Segment.Call.class::isInstance);
        return new Cut(kept, calls ? new Ending.CallsTools() : new Ending.Finished());
    }

    private record StopMark(int position, String sequence) {

        static StopMark first(String text, List<String> stops) {
            StopMark first = new StopMark(-1, "");
            for (String stop : stops) {
                int position = stop.isEmpty() ? -1 : text.indexOf(stop);
                if (position >= 0 && (first.position < 0 || position < first.position)) {
                    first = new StopMark(position, stop);
                }
            }
            return first;
        }
    }

    /** A segment without tokens would be a block that opens and never closes. */
    private static void addIfAny(List<Segment> kept, Segment segment) {
        if (!segment.tokens().isEmpty()) {
            kept.add(segment);
        }
    }

    private static List<String> upTo(List<String> tokens, int chars) {
        List<String> kept = new ArrayList<>();
        int length = 0;
        for (String token : tokens) {
            if (length >= chars) {
                break;
            }
            kept.add(token.substring(0, Math.min(token.length(), chars - length)));
            length += token.length();
        }
        return kept;
    }

    private Cut atLimit(int maxTokens) {
        List<Segment> kept = new ArrayList<>();
        int left = maxTokens;
        for (Segment segment : segments) {
            if (segment.tokens().size() > left) {
                shortened(segment, left).ifPresent(kept::add);
                return new Cut(kept, new Ending.OutOfTokens());
            }
            kept.add(segment);
            left -= segment.tokens().size();
        }
        return this;
    }

    /** A call is left out rather than halved: half a JSON object is of no use to anyone. */
    private static Optional<Segment> shortened(Segment segment, int tokens) {
        if (tokens == 0) {
            return Optional.empty();
        }
        List<String> kept = segment.tokens().subList(0, tokens);
        return switch (segment) {
            case Segment.Text text -> Optional.of(new Segment.Text(kept));
            case Segment.Thought thought -> Optional.of(new Segment.Thought(kept));
            case Segment.Call call -> Optional.empty();
        };
    }
}
