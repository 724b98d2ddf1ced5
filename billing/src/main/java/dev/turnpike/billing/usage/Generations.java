package dev.turnpike.billing.usage;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the records of calls. They are written through {@code spending} alone. */
public interface Generations {

    /** The call with this id, once it has ended. */
    Optional<Generation> find(AccountId account, GenerationId id);

    /**
     * Up to {@code limit} calls that ended before the call {@code before} did (all, when null), the
     * last one first.
     */
    List<Generation> listRecent(AccountId account, @Nullable GenerationId before, int limit);

    /**
     * What the account was charged in [from, to), per model, dearest first: the same calls as in a
     * statement.
     */
    List<ModelSpend> listSpend(AccountId account, Instant from, Instant to);

    /** Calls, tokens and cost of one model. */
    record ModelSpend(
            String model, long calls, long promptTokens, long completionTokens, Usd cost) {}
}
