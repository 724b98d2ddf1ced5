package dev.turnpike.container;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.Accounts;
import dev.turnpike.billing.accounts.Member;
import dev.turnpike.billing.accounts.MemberId;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.keys.KeyCreation;
import dev.turnpike.billing.ledger.Entry;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.LedgerAccount;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.money.Usd;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Small worlds to test in, made by the product itself; every tenant is a new one. */
@Singleton
class Tenants {

    private static final Usd CREDIT = Usd.parse("10");

    private final Accounts accounts;
    private final KeyCreation keys;
    private final Ledger ledger;

    @Inject
    Tenants(Accounts accounts, KeyCreation keys, Ledger ledger) {
        this.accounts = accounts;
        this.keys = keys;
        this.ledger = ledger;
    }

    /** Somebody whom the product does not know yet. */
    static Member stranger(String name) {
        MemberId id = MemberId.next();
        return new Member(
                id,
                AccountId.next(),
                id.toString(),
                name + "@acme.test",
                name,
                Instant.parse("2026-03-01T12:00:00Z"));
    }

    /** A tenant with $10 of credit and a key without a limit of its own. */
    @Transactional
    Caller tenant(String name) {
        Member owner = accounts.open(stranger(name));
        AccountId account = owner.account();
        ApiKey key =
                keys.create(
                                account,
                                owner.id(),
                                new KeyCreation.Order(
                                        "laptop", null, null, LimitPeriod.TOTAL, null))
                        .key();
        ledger.post(
                new Posting(
                        account,
                        Posting.Kind.PURCHASE,
                        key.id().toString(),
                        List.of(
                                new Entry(LedgerAccount.WALLET, CREDIT),
                                new Entry(LedgerAccount.PAYMENT_CLEARING, CREDIT.negate()))));
        return new Caller(account, key.id(), key.label(), null, List.of());
    }
}
