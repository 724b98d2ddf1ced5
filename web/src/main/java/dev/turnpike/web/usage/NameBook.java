package dev.turnpike.web.usage;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.web.catalog.ProviderNames;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Looks up what the calls of an account only know by id. */
@Singleton
public class NameBook {

    private final ApiKeys keys;
    private final ProviderNames providers;

    @Inject
    public NameBook(ApiKeys keys, ProviderNames providers) {
        this.keys = keys;
        this.providers = providers;
    }

    public Names of(AccountId account) {
        return new Names(keys.list(account), providers);
    }
}
