package dev.turnpike.web.usage;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.billing.usage.Generations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the calls that a filter admits, newest first, one page of them. */
@Singleton
public class CallSearch {

    /** Fits a screen or two. */
    static final int PAGE = 25;

    /** How many calls one look goes through; the next page goes on from there. */
    static final int SCAN = 1_000;

    private static final int BATCH = 200;

    private final Generations generations;

    @Inject
    public CallSearch(Generations generations) {
        this.generations = generations;
    }

    /**
     * One page.
     *
     * @param next where the next page starts; null when there is nothing older
     */
    record Found(List<Generation> calls, @Nullable GenerationId next) {}

    Found search(AccountId account, CallFilter filter) {
        List<Generation> admitted = new ArrayList<>();
        int batch = filter.isActive() ? BATCH : PAGE + 1;
        GenerationId position = filter.start();
        for (int seen = 0; seen < SCAN; ) {
            List<Generation> calls = generations.listRecent(account, position, batch);
            for (Generation call : calls) {
                if (admitted.size() == PAGE) {
                    return new Found(admitted, position);
                }
                position = call.id();
                if (filter.admits(call)) {
                    admitted.add(call);
                }
            }
            if (calls.size() < batch) {
                return new Found(admitted, null);
            }
            seen += calls.size();
        }
        return new Found(admitted, position);
    }
}
