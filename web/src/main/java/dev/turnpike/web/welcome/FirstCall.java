package dev.turnpike.web.welcome;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.Generations;
import dev.turnpike.web.usage.CallRow;
import dev.turnpike.web.usage.NameBook;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Looks out for the first call that was answered. */
@Singleton
public class FirstCall {

    /** A first answer is among the last few calls; the others may have failed. */
    private static final int LOOKED_AT = 20;

    private final Generations generations;
    private final NameBook names;

    @Inject
    public FirstCall(Generations generations, NameBook names) {
        this.generations = generations;
        this.names = names;
    }

    /** The youngest call with an answer. */
    Optional<CallRow> find(AccountId account) {
        return generations.listRecent(account, null, LOOKED_AT).stream()
                .filter(call -> call.status() == Generation.Status.COMPLETED)
                .findFirst()
                .map(call -> CallRow.of(call, names.of(account)));
    }
}
