package dev.turnpike.web.operator;

import dev.turnpike.billing.credits.PaymentEvent;
import dev.turnpike.billing.credits.PaymentEvents;
import dev.turnpike.web.page.Browser;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** One event that could not be handled. */
record WaitingEvents() implements PaymentEvents {

    @Override
    public List<Waiting> listFailed(int limit) {
        PaymentEvent event =
                new PaymentEvent(
                        "evt_1",
                        "charge.refunded",
                        null,
                        "pi_1",
                        true,
                        Browser.NOW.minusSeconds(90));
        return List.of(new Waiting(event, 3, "Paid in <eur>"));
    }

    @Override
    public List<Waiting> listDue(Instant now, int limit) {
        throw fixed();
    }

    @Override
    public boolean add(PaymentEvent event, Instant receivedAt, Instant due) {
        throw fixed();
    }

    @Override
    public boolean claim(String eventId, Instant now, Instant due) {
        throw fixed();
    }

    @Override
    public Set<String> listKept(List<String> ids) {
        throw fixed();
    }

    @Override
    public void markHandled(String eventId, Instant at) {
        throw fixed();
    }

    @Override
    public void noteFailure(String eventId, String problem, Instant due) {
        throw fixed();
    }

    @Override
    public Instant listedUntil() {
        throw fixed();
    }

    @Override
    public void setListedUntil(Instant moment) {
        throw fixed();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("These events are fixed");
    }
}
