package dev.turnpike.billing.credits;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Keeps events as long as the test lasts. */
final class EventsInMemory implements PaymentEvents {

    private final Map<String, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>());
    private Instant listedUntil = Instant.parse("2026-11-22T16:00:00Z");

    private record Kept(Waiting waiting, Instant due, boolean isHandled) {}

    @Override
    public boolean add(PaymentEvent event, Instant receivedAt, Instant due) {
        return kept.putIfAbsent(event.id(), new Kept(new Waiting(event, 0, ""), due, false))
                == null;
    }

    @Override
    public boolean claim(String eventId, Instant now, Instant due) {
        AtomicBoolean isClaimed = new AtomicBoolean();
        kept.computeIfPresent(
                eventId,
                (_, one) -> {
                    isClaimed.set(!one.isHandled() && !one.due().isAfter(now));
                    return isClaimed.get() ? new Kept(one.waiting(), due, false) : one;
                });
        return isClaimed.get();
    }

    @Override
    public Set<String> listKept(List<String> ids) {
        return ids.stream().filter(kept::containsKey).collect(Collectors.toSet());
    }

    @Override
    public void markHandled(String eventId, Instant at) {
        kept.computeIfPresent(eventId, (_, one) -> new Kept(one.waiting(), one.due(), true));
    }

    @Override
    public void noteFailure(String eventId, String problem, Instant due) {
        kept.computeIfPresent(
                eventId,
                (_, one) -> {
                    Waiting before = one.waiting();
                    return new Kept(
                            new Waiting(before.event(), before.failures() + 1, problem),
                            due,
                            false);
                });
    }

    @Override
    public List<Waiting> listDue(Instant now, int limit) {
        return kept.values().stream()
                .filter(one -> !one.isHandled() && !one.due().isAfter(now))
                .map(Kept::waiting)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Waiting> listFailed(int limit) {
        return kept.values().stream()
                .filter(one -> !one.isHandled() && one.waiting().failures() > 0)
                .map(Kept::waiting)
                .limit(limit)
                .toList();
    }

    @Override
    public Instant listedUntil() {
        return listedUntil;
    }

    @Override
    public void setListedUntil(Instant moment) {
        listedUntil = moment;
    }
}
