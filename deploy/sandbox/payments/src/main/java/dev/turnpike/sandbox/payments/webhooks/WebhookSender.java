package dev.turnpike.sandbox.payments.webhooks;

import dev.turnpike.sandbox.payments.faults.Fault;
import dev.turnpike.sandbox.payments.faults.FaultKnobs;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends events at least once: again and again, with growing pauses, until the receiver says yes or
 * the attempts are used up.
 *
 * <p>One event after the other, so that tests see a fixed order unless a {@link Fault} changes it.
 */
public final class WebhookSender implements AutoCloseable {

    private static final Logger LOG = System.getLogger(WebhookSender.class.getName());

    /** Of another major release than ours, so that Stripe's clients do not read the object. */
    private static final String FOREIGN_VERSION = "2026-10-28.endive";

    private final ObjectStore store;
    private final FaultKnobs faults;
    private final WebhookCall webhook;
    private final Destinations destinations;
    private final List<Duration> retryPauses;
    private final List<ObjectNode> held = new ArrayList<>();
    private final ScheduledThreadPoolExecutor lane =
            new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name("webhooks").factory());

    /**
     * Sends to one address.
     *
     * @param retryPauses the pause before the second attempt, the third, and so on; there are no
     *     attempts after the last
     */
    public WebhookSender(
            ObjectStore store,
            FaultKnobs faults,
            WebhookCall webhook,
            Destinations destinations,
            List<Duration> retryPauses) {
        this.store = store;
        this.faults = faults;
        this.webhook = webhook;
        this.destinations = destinations;
        this.retryPauses = List.copyOf(retryPauses);
        lane.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Starts again with what an earlier run could not deliver. */
    public void resume() {
        for (ObjectNode event : store.listNewestFirst(Kind.EVENT).reversed()) {
            if (event.path("pending_webhooks").asInt() > 0) {
                schedule(event, Duration.ZERO);
            }
        }
    }

    public void accept(List<ObjectNode> events) {
        events.forEach(this::accept);
    }

    /** Sends an event once more, whatever became of it before. */
    public void resend(ObjectNode event) {
        schedule(event, Duration.ZERO);
    }

    /** Lets go of the events held back for reordering. */
    public synchronized void release() {
        held.reversed().forEach(this::scheduleFirst);
        held.clear();
    }

    @Override
    public void close() {
        lane.shutdownNow();
        webhook.close();
    }

    private synchronized void accept(ObjectNode event) {
        if (faults.take(Fault.DROP)) {
            LOG.log(Level.INFO, "Dropped the webhook of event {0}, as asked.", id(event));
            settle(event, Integer.MAX_VALUE);
            return;
        }
        int batch = faults.value(Fault.REORDER);
        if (batch == 0) {
            scheduleFirst(event);
            return;
        }
        held.add(event);
        if (held.size() >= batch) {
            faults.clear(Fault.REORDER);
            release();
        }
    }

    private void scheduleFirst(ObjectNode event) {
        schedule(event, Duration.ofMillis(faults.value(Fault.DELAY_MILLIS)));
    }

    private void schedule(ObjectNode event, Duration pause) {
        for (Destination destination : destinations.listFor(Json.textAt(event, "/type"))) {
            schedule(event, destination, 0, pause);
        }
    }

    private void schedule(ObjectNode event, Destination destination, int attempt, Duration pause) {
        if (!lane.isShutdown()) {
            var _ =
                    lane.schedule(
                            () -> send(event, destination, attempt),
                            pause.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void send(ObjectNode event, Destination destination, int attempt) {
        int copies = 1 + faults.value(Fault.DUPLICATE);
        String version =
                faults.take(Fault.FOREIGN_API_VERSION) ? FOREIGN_VERSION : destination.apiVersion();
        ObjectNode written = event.deepCopy().put("api_version", version);
        if (webhook.deliver(written, destination, copies, faults.take(Fault.WRONG_SIGNATURE))) {
            settle(event, 1);
        } else if (attempt < retryPauses.size()) {
            schedule(event, destination, attempt + 1, retryPauses.get(attempt));
        } else {
            LOG.log(
                    Level.WARNING,
                    "Gave up sending event {0} after {1} attempts.",
                    id(event),
                    attempt + 1);
        }
    }

    /** Notes how much less there is to be sent, so that a restart does not send it all again. */
    private void settle(ObjectNode event, int deliveries) {
        store.inTurn(
                () -> {
                    var changes = new Changes(store, Changes.Cause.VISITOR);
                    ObjectNode kept = store.find(Kind.EVENT, id(event)).orElseThrow();
                    int pending = kept.path("pending_webhooks").asInt();
                    changes.put(kept.put("pending_webhooks", Math.max(0, pending - deliveries)));
                    store.commit(changes);
                    return changes;
                });
    }

    private static String id(ObjectNode event) {
        return Json.textAt(event, "/id");
    }
}
