package dev.turnpike.billing.credits;

import dev.turnpike.billing.AcrossAccounts;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Keeps the payment provider's events until they are handled, and remembers them for ever. */
@AcrossAccounts("The payment provider's events come before any account is known")
public interface PaymentEvents {

    /**
     * Keeps an event.
     *
     * @param due when somebody else takes it up, if it is not handled until then
     * @return false when it was kept before: then nothing has changed
     */
    boolean add(PaymentEvent event, Instant receivedAt, Instant due);

    /**
     * Puts off an event that is due until then, while the caller handles it; false when it is not
     * due any more.
     */
    boolean claim(String eventId, Instant now, Instant due);

    void markHandled(String eventId, Instant at);

    /** Handling it failed; it is due again then. */
    void noteFailure(String eventId, String problem, Instant due);

    /** Those of these ids whose events are kept, handled or not. */
    Set<String> listKept(List<String> ids);

    /** Those that nobody has handled until now, the ones that are due for longest first. */
    List<Waiting> listDue(Instant now, int limit);

    /** All that are not handled although somebody tried, the oldest first. */
    List<Waiting> listFailed(int limit);

    /** Until when the payment provider was asked for what it could not deliver. */
    Instant listedUntil();

    void setListedUntil(Instant moment);

    /**
     * An event that is not handled.
     *
     * @param failures how often that was tried
     * @param problem why it failed last; empty when it was not tried
     */
    record Waiting(PaymentEvent event, int failures, String problem) {}
}
