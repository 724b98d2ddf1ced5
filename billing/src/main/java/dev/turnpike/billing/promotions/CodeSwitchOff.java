package dev.turnpike.billing.promotions;

import dev.turnpike.billing.AcrossAccounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/** Ends a code for good. What was redeemed until then stays with those who did. */
@Singleton
public class CodeSwitchOff {

    private final PromotionalCodes codes;
    private final InstantSource clock;

    @Inject
    public CodeSwitchOff(PromotionalCodes codes, InstantSource clock) {
        this.codes = codes;
        this.clock = clock;
    }

    /** False when there is no such code that is on. */
    @Transactional
    @AcrossAccounts("A code is for every account")
    public boolean create(PromotionalCodeId id) {
        return codes.switchOff(id, clock.instant());
    }
}
