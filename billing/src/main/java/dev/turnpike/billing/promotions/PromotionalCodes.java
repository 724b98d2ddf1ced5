package dev.turnpike.billing.promotions;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps promotional codes, and who has redeemed which. */
public interface PromotionalCodes {

    /** False when there is a code with this id or a text like this: then nothing has changed. */
    @AcrossAccounts("A code is for every account")
    boolean add(PromotionalCode code);

    @AcrossAccounts("A code is for every account")
    Optional<PromotionalCode> find(PromotionalCodeId id);

    @AcrossAccounts("A code is for every account")
    int count();

    /** Up to {@code limit} codes after the first {@code offset}, the newest first. */
    @AcrossAccounts("A code is for every account")
    List<PromotionalCode> list(int offset, int limit);

    /** False when there is no such code that is on. */
    @AcrossAccounts("A code is for every account")
    boolean switchOff(PromotionalCodeId id, Instant at);

    /**
     * Takes one use of a code for this account, in the caller's transaction, whose end decides
     * whether it counts. Holds the account's wallet and the code until then.
     */
    Claim claim(AccountId account, CodeText text, Instant at);

    /** A use of a code, or why there is none; a refusal has changed nothing. */
    sealed interface Claim permits Granted, Redemption.Refused {}

    /** The account may have this. */
    record Granted(PromotionalCodeId code, Usd amount, CodeLife life) implements Claim {}
}
