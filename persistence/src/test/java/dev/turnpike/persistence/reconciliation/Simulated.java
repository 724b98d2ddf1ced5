package dev.turnpike.persistence.reconciliation;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.persistence.World;
import java.time.Instant;

/** Moves what was just booked to a day to come: the database's clock cannot be set. */
public final class Simulated {

    private Simulated() {}

    /** Past the guard that lets nobody change the journal. */
    public static void date(AccountId account, Instant at) {
        World.execute(
                """
                begin;
                set local session_replication_role = replica;
                update journal_transaction set occurred_at = '%2$s'
                where account_id = '%1$s' and occurred_at < now() + interval '1 day';
                update generation set settled_at = '%2$s', created_at = '%2$s'
                where account_id = '%1$s' and settled_at < now() + interval '1 day';
                commit
                """
                        .formatted(account, at));
    }
}
