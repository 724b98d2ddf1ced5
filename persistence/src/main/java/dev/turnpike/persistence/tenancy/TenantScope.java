package dev.turnpike.persistence.tenancy;

import dev.turnpike.billing.accounts.AccountId;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Hands out the entity manager of the current transaction, confined to the rows that are meant.
 *
 * <p>Keepers have no other way to it, so none can forget. The setting ends with the transaction,
 * whatever becomes of it; a connection in the pool carries none.
 *
 * <p>It remembers no rows from one question to the next. Rows change by updates, functions and
 * other transactions that it knows nothing of, and it would go on showing them as they were.
 */
@Singleton
public class TenantScope {

    private static final String CONFINE =
            """
            select set_config('role', 'none', true),
                   set_config('turnpike.account', :account, true)
            """;
    private static final String CROSS = "select set_config('role', 'turnpike_across', true)";
    private static final String COME_BACK = "select set_config('role', 'none', true)";

    @PersistenceContext(unitName = "turnpike")
    private EntityManager database;

    @SuppressWarnings("NullAway.Init") // The container fills the field before anyone gets the bean.
    TenantScope() {}

    /** For use outside of a container. */
    public TenantScope(EntityManager database) {
        this.database = database;
    }

    /** From now on in this transaction there are only the rows of this account. */
    public EntityManager of(AccountId account) {
        forget();
        database.createNativeQuery(CONFINE)
                .setParameter("account", account.toString())
                .getSingleResult();
        return database;
    }

    /**
     * From now on in this transaction there are the rows of every account, in the few tables that
     * may be seen so.
     */
    public EntityManager acrossAccounts() {
        forget();
        database.createNativeQuery(CROSS).getSingleResult();
        return database;
    }

    /**
     * For tables that belong to no account. Whoever crosses accounts may read few of them and write
     * none, so another keeper that did so before in this transaction must not matter here.
     */
    public EntityManager withoutAccount() {
        forget();
        database.createNativeQuery(COME_BACK).getSingleResult();
        return database;
    }

    /** Keepers hand out records, so nobody holds a row that was read before. */
    private void forget() {
        if (database.isJoinedToTransaction()) {
            database.flush();
        }
        database.clear();
    }
}
