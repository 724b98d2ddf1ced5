package dev.turnpike.api.http;

import dev.turnpike.billing.accounts.AccountId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the bodies of all running calls may take together, and those of each account.
 * Without these bounds whoever has a key could end the server, and with it the calls of everybody.
 */
@Singleton
public class BodyMemory {

    /** A quarter of the heap, for the rest has other uses: answers, and parsing for moments. */
    private static final int BODIES = 4;

    /** Half of that, or one body of any kind, so that no account keeps the others out. */
    private static final int ACCOUNT = 2;

    /** For all together who show no key. Only the payment provider should; its events are small. */
    private static final long STRANGERS = 32L * 1024 * 1024;

    private final long capacity;
    private final long share;
    private final AtomicLong taken = new AtomicLong();
    private final ConcurrentMap<Owner, Long> takenBy = new ConcurrentHashMap<>();

    @Inject
    public BodyMemory() {
        this(Runtime.getRuntime().maxMemory());
    }

    BodyMemory(long heap) {
        // However small the heap is, the heaviest body fits when nothing else is there.
        share = Math.max(heap / BODIES / ACCOUNT, BodyWeight.MAX);
        capacity = Math.max(heap / BODIES, share);
    }

    /** Whose bodies these are, and what they may take; null are those who show no key. */
    private record Owner(@Nullable AccountId account, long share) {}

    /** For a body of this account; it takes nothing yet. */
    public Part part(AccountId account) {
        return new Part(new Owner(account, share));
    }

    /** For a body of somebody who shows no key. */
    public Part partOfStranger() {
        return new Part(new Owner(null, STRANGERS));
    }

    /** How many bytes are taken at this moment. */
    public long taken() {
        return taken.get();
    }

    /** What one body takes, until it is closed. For one thread. */
    public final class Part implements AutoCloseable {
        private final Owner owner;
        private long bytes;

        private Part(Owner owner) {
            this.owner = owner;
        }

        /** Makes it as large as this; if there is no room it stays as it is. */
        boolean resize(long wanted) {
            long more = wanted - bytes;
            if (more > 0 && !take(owner, more)) {
                return false;
            }
            if (more < 0) {
                giveBack(owner, -more);
            }
            bytes = wanted;
            return true;
        }

        @Override
        public void close() {
            giveBack(owner, bytes);
            bytes = 0;
        }
    }

    /** Of the share first: whoever asks in vain is for a moment in the way of nobody else. */
    private boolean take(Owner owner, long more) {
        long its = takenBy.merge(owner, more, Long::sum);
        if (its <= owner.share() && takeOfAll(more)) {
            return true;
        }
        giveBackShare(owner, more);
        return false;
    }

    private boolean takeOfAll(long more) {
        long before = taken.getAndUpdate(now -> now + more <= capacity ? now + more : now);
        return before + more <= capacity;
    }

    private void giveBack(Owner owner, long less) {
        if (less > 0) {
            giveBackShare(owner, less);
            taken.addAndGet(-less);
        }
    }

    /** Owners who take nothing are forgotten. */
    private void giveBackShare(Owner owner, long less) {
        takenBy.computeIfPresent(owner, (_, its) -> its == less ? null : its - less);
    }
}
