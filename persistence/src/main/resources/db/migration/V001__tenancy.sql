-- Tenancy: every row belongs to one account, and the database itself keeps accounts apart.
--
-- turnpike_owner  owns the schema and runs these files.
-- turnpike_app    is what the servers connect as. It sees the account that the transaction has named
--                 in turnpike.account, and no row at all as long as none is named.
-- turnpike_across is nobody's login. The few steps that cross accounts switch to it for one transaction.

do $$
begin
    if not exists (select from pg_roles where rolname = 'turnpike_across') then
        create role turnpike_across nologin;
    end if;
    if not pg_has_role('turnpike_app', 'turnpike_across', 'set') then
        -- Without INHERIT the policies of turnpike_across stay shut until the role is switched to.
        grant turnpike_across to turnpike_app with inherit false, set true;
    end if;
end
$$;

grant usage on schema public to turnpike_app, turnpike_across;

-- For migrations: puts a table with an account_id under guard. Every such table needs it.
create procedure confine_to_account(guarded regclass)
    language plpgsql as
$$
begin
    execute format('alter table %s enable row level security', guarded);
    execute format('alter table %s force row level security', guarded);
    execute format(
        'create policy own_account on %s using '
        '(account_id = nullif(current_setting(''turnpike.account'', true), '''')::uuid)', guarded);
    execute format('create policy across_accounts on %s to turnpike_across using (true)', guarded);
end
$$;
revoke all on procedure confine_to_account from public;

create function refuse_change() returns trigger
    language plpgsql as
$$
begin
    raise exception '% is never changed: % refused', tg_table_name, tg_op
        using errcode = 'restrict_violation';
end
$$;

-- For migrations: makes a table one that only grows.
create procedure make_immutable(guarded regclass)
    language plpgsql as
$$
begin
    execute format(
        'create trigger immutable before update or delete or truncate on %s '
        'for each statement execute function refuse_change()', guarded);
end
$$;
revoke all on procedure make_immutable from public;
