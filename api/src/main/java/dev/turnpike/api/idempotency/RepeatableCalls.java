package dev.turnpike.api.idempotency;

import dev.turnpike.api.gateway.LateSettlements;
import dev.turnpike.api.http.Apology;
import dev.turnpike.api.idempotency.Recording.Start;
import dev.turnpike.api.stream.HttpOutlet;
import dev.turnpike.api.stream.Outlet;
import dev.turnpike.billing.idempotency.Claim;
import dev.turnpike.billing.idempotency.Claimed;
import dev.turnpike.billing.idempotency.Claimed.Answered;
import dev.turnpike.billing.idempotency.Claimed.Granted;
import dev.turnpike.billing.idempotency.Claimed.OtherRequest;
import dev.turnpike.billing.idempotency.Claimed.Running;
import dev.turnpike.billing.idempotency.Claimed.Unreadable;
import dev.turnpike.billing.idempotency.Idempotency;
import dev.turnpike.billing.idempotency.KeptAnswer;
import dev.turnpike.billing.idempotency.NamedCall;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls that their callers named. Of the requests for one of them, one on this server asks the
 * database, and makes the call if it is told to; the others follow what it gets.
 */
@Singleton
public class RepeatableCalls {

    /** Between two looks at a call that another server makes: soon at first, then twice as late. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(100);

    private static final Duration LAST_LOOK = Duration.ofSeconds(2);

    private final Idempotency idempotency;
    private final LateSettlements late;
    private final ConcurrentMap<NamedCall, Recording> running = new ConcurrentHashMap<>();

    @Inject
    public RepeatableCalls(Idempotency idempotency, LateSettlements late) {
        this.idempotency = idempotency;
        this.late = late;
    }

    /** Makes a call; whatever happens, it answers. */
    public interface Making {
        void answer(Outlet outlet);
    }

    /** Answers a request for a call: makes it, or repeats what was answered to another request. */
    public void answer(Claim claim, HttpOutlet reply, Making making) throws IOException {
        Recording recording = new Recording();
        Recording first = running.putIfAbsent(claim.call(), recording);
        if (first != null) {
            new Playback(first, reply).run(claim.streamed());
            return;
        }
        try {
            lead(claim, recording, reply, making);
        } catch (RuntimeException e) {
            recording.begin(new Start.Refused(null, Apology.of(e)));
            throw e;
        } finally {
            running.remove(claim.call(), recording);
            recording.end();
        }
    }

    private void lead(Claim claim, Recording recording, HttpOutlet reply, Making making)
            throws IOException {
        switch (claimed(claim)) {
            case Granted _ -> {
                make(claim, recording, reply, making);
                return;
            }
            case Running _ -> recording.begin(new Start.Refused(null, Playback.stillRunning()));
            case OtherRequest _ ->
                    recording.begin(new Start.Refused(null, Playback.otherRequest()));
            case Answered(var answer) -> repeat(answer, recording);
            case Unreadable(var id) ->
                    recording.begin(new Start.Refused(id, Playback.unreadable(id)));
        }
        new Playback(recording, reply).run(claim.streamed());
    }

    private Claimed claimed(Claim claim) {
        try {
            return claimedSoon(claim);
        } catch (RuntimeException e) {
            // It may have been granted all the same.
            late.add(() -> idempotency.forget(claim));
            throw e;
        }
    }

    private Claimed claimedSoon(Claim claim) {
        long start = System.nanoTime();
        Duration pause = FIRST_LOOK;
        Claimed claimed = idempotency.claim(claim);
        while (claimed instanceof Running
                && System.nanoTime() - start < Playback.PATIENCE.toNanos()) {
            LockSupport.parkNanos(pause.toNanos());
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LAST_LOOK) < 0 ? longer : LAST_LOOK;
            claimed = idempotency.claim(claim);
        }
        return claimed;
    }

    private void make(Claim claim, Recording recording, HttpOutlet reply, Making making) {
        Runnable freeing =
                () -> {
                    forget(claim);
                    running.remove(claim.call(), recording);
                };
        RecordedOutlet outlet = new RecordedOutlet(reply, recording, idempotency, claim, freeing);
        try {
            making.answer(outlet);
        } finally {
            outlet.freeUnlessKept();
        }
    }

    private void forget(Claim claim) {
        try {
            idempotency.forget(claim);
        } catch (RuntimeException e) {
            late.add(() -> idempotency.forget(claim));
        }
    }

    private static void repeat(KeptAnswer answer, Recording recording) {
        byte[] bytes = answer.bytes();
        if (bytes == null) {
            recording.begin(new Start.Refused(answer.id(), Playback.notKept(answer.id())));
            return;
        }
        recording.begin(new Start.Begun(answer.id()));
        recording.add(bytes);
        recording.end();
    }
}
