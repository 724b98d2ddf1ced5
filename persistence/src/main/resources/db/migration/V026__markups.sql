-- Every markup that an operator set for a model or a provider, or removed: basis points, null when removed. The last one counts.
create table markup_change (
    markup_change_id bigint      generated always as identity primary key,
    scope            text        not null check (scope in ('MODEL', 'PROVIDER')),
    name             text        not null,
    basis_points     integer     check (basis_points between 0 and 100000),
    changed_at       timestamptz not null,
    changed_by       text        not null
);
create index markup_change_of_subject on markup_change (scope, name, markup_change_id);
call make_immutable('markup_change');
grant select, insert on markup_change to turnpike_app;
