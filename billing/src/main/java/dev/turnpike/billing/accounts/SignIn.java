package dev.turnpike.billing.accounts;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/** Finds the account of a person who signed in, or opens one at the first visit. */
@Singleton
public class SignIn {

    private final Accounts accounts;
    private final InstantSource clock;

    @Inject
    SignIn(Accounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The member behind this identity. */
    @Transactional
    public Member admit(Identity identity) {
        return accounts.findMember(identity.subject()).orElseGet(() -> open(identity));
    }

    private Member open(Identity identity) {
        return accounts.open(
                new Member(
                        MemberId.next(),
                        AccountId.next(),
                        identity.subject(),
                        identity.email(),
                        identity.name(),
                        clock.instant()));
    }
}
