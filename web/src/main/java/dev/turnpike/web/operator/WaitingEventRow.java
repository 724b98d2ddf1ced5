package dev.turnpike.web.operator;

import dev.turnpike.billing.credits.PaymentEvents.Waiting;
import dev.turnpike.web.page.Moment;

/** A payment event that could not be handled yet. */
public record WaitingEventRow(
        String id, String type, Moment createdAt, String tried, String problem) {

    static WaitingEventRow of(Waiting waiting) {
        return new WaitingEventRow(
                waiting.event().id(),
                waiting.event().type(),
                Moment.of(waiting.event().createdAt()),
                waiting.failures() == 1 ? "once" : waiting.failures() + " times",
                waiting.problem());
    }
}
