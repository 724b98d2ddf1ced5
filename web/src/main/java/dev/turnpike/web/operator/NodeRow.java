package dev.turnpike.web.operator;

import dev.turnpike.billing.books.NodeLeases;
import dev.turnpike.web.page.Amount;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server and what it has been lent.
 *
 * @param state {@code alive}, {@code silent} (its leases are about to end) or {@code gone}
 */
public record NodeRow(String id, String state, String age, long leases, Amount amount) {

    static NodeRow of(NodeLeases node) {
        return new NodeRow(
                node.node().value().toString(),
                state(node),
                age(node.age()),
                node.leases(),
                Amount.of(node.amount()));
    }

    /** Whether its leases are what they should be. */
    public boolean isAlive() {
        return state.equals("alive");
    }

    private static String state(NodeLeases node) {
        if (node.age() == null) {
            return "gone";
        }
        return node.alive() ? "alive" : "silent";
    }

    /** The largest unit that says something. */
    private static String age(@Nullable Duration age) {
        if (age == null) {
            return "–";
        }
        if (age.toDays() > 0) {
            return "%d d %d h".formatted(age.toDays(), age.toHoursPart());
        }
        if (age.toHours() > 0) {
            return "%d h %d min".formatted(age.toHours(), age.toMinutesPart());
        }
        return "%d min %d s".formatted(age.toMinutes(), age.toSecondsPart());
    }
}
