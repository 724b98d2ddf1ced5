-- The answer of exchange_leases says of which accounts somebody else has the lock. A parameter has another name, so that
-- servers which do not know of it are refused, and do not take "locked" for "nothing left".
drop function exchange_leases;

-- It locks no accounts any more.
drop function post_settlements;
