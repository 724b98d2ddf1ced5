package dev.turnpike.sandbox.models.stage;

import dev.turnpike.sandbox.models.script.Answer;
import dev.turnpike.sandbox.models.script.Directive;
import dev.turnpike.sandbox.models.script.Directives;
import dev.turnpike.sandbox.models.script.Pace;
import dev.turnpike.sandbox.models.wire.Performance;
import java.time.Duration;
import java.util.OptionalInt;

/** A performance with the pace and the faults it is to be given with. */
record Scene(
        Performance performance,
        Pace pace,
        OptionalInt disconnectAfter,
        OptionalInt errorAfter,
        boolean garbage) {

    static Scene of(Answer answer, Directives directives, Performance performance) {
        OptionalInt wanted = directives.find(Directive.DISCONNECT_AFTER);
        return new Scene(
                performance,
                paceOf(answer.pace(), directives),
                wanted.isPresent() ? wanted : answer.hangUpAfter(),
                directives.find(Directive.ERROR_AFTER),
                directives.has(Directive.GARBAGE));
    }

    static Pace paceOf(Pace usual, Directives directives) {
        return new Pace(
                millis(directives.find(Directive.DELAY_MS), usual.beforeReply()),
                millis(directives.find(Directive.FIRST_TOKEN_MS), usual.beforeFirst()),
                millis(directives.find(Directive.INTERVAL_MS), usual.between()));
    }

    private static Duration millis(OptionalInt wanted, Duration usual) {
        return wanted.isPresent() ? Duration.ofMillis(wanted.getAsInt()) : usual;
    }

    boolean disconnectsAt(int spoken) {
        return disconnectAfter.isPresent() && spoken >= disconnectAfter.getAsInt();
    }

    boolean breaksDownAt(int spoken) {
        return errorAfter.isPresent() && spoken >= errorAfter.getAsInt();
    }
}
