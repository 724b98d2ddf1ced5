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

    private final ObjectStore store;
    private final FaultKnobs faults;
    private final WebhookCall webhook;
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
            ObjectStore store, FaultKnobs faults, WebhookCall webhook, List<Duration> retryPauses) {
        this.store = store;
        this.faults = faults;
        this.webhook = webhook;
        this.retryPauses = List.copyOf(retryPauses);
        lane.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Starts again with what an earlier run could not deliver. */
    public void resume() {
        for (ObjectNode event : store.listNewestFirst(Kind.EVENT).reversed()) {
            if (event.path("pending_webhooks").asInt() > 0) {
                schedule(event, 0, Duration.ZERO);
            }
        }
    }

    public void accept(List<ObjectNode> events) {
        events.forEach(this::accept);
    }

    /** Sends an event once more, whatever became of it before. */
    public void resend(ObjectNode event) {
        schedule(event, 0, Duration.ZERO);
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
            settle(event);
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
        schedule(event, 0, Duration.ofMillis(faults.value(Fault.DELAY_MILLIS)));
    }

    private void schedule(ObjectNode event, int attempt, Duration pause) {
        if (!lane.isShutdown()) {
            var _ =
                    lane.schedule(
                            () -> send(event, attempt), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void send(ObjectNode event, int attempt) {
        int copies = 1 + faults.value(Fault.DUPLICATE);
        if (webhook.deliver(event, copies, faults.take(Fault.WRONG_SIGNATURE))) {
            settle(event);
        } else if (attempt < retryPauses.size()) {
            schedule(event, attempt + 1, retryPauses.get(attempt));
        } else {
            LOG.log(
                    Level.WARNING,
                    "Gave up sending event {0} after {1} attempts.",
                    id(event),
                    attempt + 1);
        }
    }

    /** Notes that nothing is left to be sent, so that a restart does not send it again. */
    private void settle(ObjectNode event) {
        store.inTurn(
                () -> {
                    var changes = new Changes(store, Changes.Cause.VISITOR);
                    changes.put(event.deepCopy().put("pending_webhooks", 0));
                    store.commit(changes);
                    return changes;
                });
    }

    private static String id(ObjectNode event) {
        return Json.textAt(event, "/id");
    }
}
