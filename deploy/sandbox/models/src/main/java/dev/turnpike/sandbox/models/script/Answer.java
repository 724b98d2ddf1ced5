package dev.turnpike.sandbox.models.script;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a model would say if nobody cut it short.
 *
 * @param usesCache whether part of the prompt is reported as read from or written to a cache
 * @param hangUpAfter tokens after which the connection is cut, if at all
 */
public record Answer(List<Segment> segments, Pace pace, boolean usesCache, OptionalInt hangUpAfter)
        implements Outcome {

    public Answer {
        segments = List.copyOf(segments);
    }

    public static Answer of(Segment... segments) {
        return new Answer(List.of(segments), Pace.AT_ONCE, false, OptionalInt.empty());
    }

    Answer paced(Pace pace) {
        return new Answer(segments, pace, usesCache, hangUpAfter);
    }

    Answer withCacheUse() {
        return new Answer(segments, pace, true, hangUpAfter);
    }

    Answer hangingUpAfter(int tokens) {
        return new Answer(segments, pace, usesCache, OptionalInt.of(tokens));
    }
}
