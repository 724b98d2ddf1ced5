-- The answer of exchange_leases says of which accounts somebody else has the lock.
drop function exchange_leases;
