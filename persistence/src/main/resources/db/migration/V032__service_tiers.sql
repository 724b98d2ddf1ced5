-- Prices of calls that a provider serves later for less, or sooner for more.
alter table price_variant
    add service_tier text check (service_tier in ('FLEX', 'PRIORITY'));

do $$
declare
    outdated text;
begin
    -- Their names were never given.
    for outdated in
        select conname from pg_constraint
        where conrelid = 'price_variant'::regclass
          and (contype = 'u' or pg_get_constraintdef(oid) like '%above_prompt_tokens IS NOT NULL% OR %')
    loop
        execute format('alter table price_variant drop constraint %I', outdated);
    end loop;
end
$$;
alter table price_variant
    add constraint price_variant_has_one_condition
        unique nulls not distinct (price_version_id, above_prompt_tokens, window_from, window_to, service_tier),
    add constraint price_variant_has_a_condition
        check (above_prompt_tokens is not null or window_from is not null or service_tier is not null);

-- By which tier the call was served, as far as it counts for its price; null when its caller asked for none.
alter table generation
    add service_tier text check (service_tier in ('DEFAULT', 'FLEX', 'PRIORITY'));

-- Made anew below "routines": it takes the tiers, too.
do $$
declare
    outdated regprocedure;
begin
    for outdated in select oid::regprocedure from pg_proc where proname = 'settle_calls' loop
        execute format('drop function %s', outdated);
    end loop;
end
$$;
