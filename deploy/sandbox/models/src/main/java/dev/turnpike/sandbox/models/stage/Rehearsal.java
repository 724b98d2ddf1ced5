package dev.turnpike.sandbox.models.stage;

import dev.turnpike.sandbox.models.script.Answer;
import dev.turnpike.sandbox.models.script.Ask;
import dev.turnpike.sandbox.models.script.Directive;
import dev.turnpike.sandbox.models.script.Directives;
import dev.turnpike.sandbox.models.script.Lorem;
import dev.turnpike.sandbox.models.script.Segment;
import dev.turnpike.sandbox.models.script.Tokens;
import dev.turnpike.sandbox.models.wire.Performance;
import dev.turnpike.sandbox.models.wire.Usage;
import java.util.List;

/** Turns what a model would say into what it will be heard saying, and counts it. */
final class Rehearsal {

    /** The cached model reads half of every prompt from its cache and writes a quarter to it. */
    private static final int CACHE_READ_DIVISOR = 2;

    private static final int CACHE_WRITE_DIVISOR = 4;

    private final PromptSize promptSize;
    private final Lorem lorem;
    private final Serials serials;

    Rehearsal(Tokens tokens, Serials serials) {
        this.promptSize = new PromptSize(tokens);
        this.lorem = new Lorem(tokens);
        this.serials = serials;
    }

    Scene rehearse(Ask ask, Answer answer, Directives directives) {
        Cut cut = Cut.of(wanted(answer.segments(), directives), ask.limits());
        Performance performance =
                new Performance(
                        ask,
                        serials.next(),
                        cut.segments(),
                        cut.ending(),
                        usage(ask, answer, cut.segments()),
                        !directives.has(Directive.NO_USAGE));
        return Scene.of(answer, directives, performance);
    }

    private List<Segment> wanted(List<Segment> segments, Directives directives) {
        if (directives.has(Directive.EMPTY)) {
            return List.of();
        }
        var tokens = directives.find(Directive.TOKENS);
        if (tokens.isEmpty()) {
            return segments;
        }
        Segment words = lorem.ofTokens(tokens.getAsInt());
        return segments.stream()
                .map(segment -> segment instanceof Segment.Text ? words : segment)
                .toList();
    }

    private Usage usage(Ask ask, Answer answer, List<Segment> segments) {
        int prompt = promptSize.of(ask);
        int completion = segments.stream().mapToInt(segment -> segment.tokens().size()).sum();
        int reasoning =
                segments.stream()
                        .filter(Segment.Thought.class::isInstance)
                        .mapToInt(segment -> segment.tokens().size())
                        .sum();
        int read = answer.usesCache() ? prompt / CACHE_READ_DIVISOR : 0;
        int write = answer.usesCache() ? prompt / CACHE_WRITE_DIVISOR : 0;
        return new Usage(prompt, read, write, completion, reasoning);
    }
}
