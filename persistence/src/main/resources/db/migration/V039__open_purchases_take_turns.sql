-- Servers share the open purchases among them, and ask about old ones less often.
alter table purchase
    -- When the payment provider is asked about it next, as long as it is open.
    add due_at    timestamptz not null default now(),
    -- When somebody who waits for it last made us ask.
    add looked_at timestamptz;
grant update (due_at, looked_at) on purchase to turnpike_app;
create index purchase_due on purchase (due_at) where status = 'OPEN';
