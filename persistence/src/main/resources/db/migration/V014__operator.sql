-- What an operator wants to know of a server: since when it runs.
alter table node add joined_at timestamptz not null default clock_timestamp();
