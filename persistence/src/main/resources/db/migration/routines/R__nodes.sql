create or replace function join_node(p_node uuid, p_lifetime_millis bigint) returns void
    language sql as
$$
    insert into node (node_id, alive_until)
    values (p_node, clock_timestamp() + p_lifetime_millis * interval '1 millisecond')
    on conflict do nothing;
$$;

-- False when the node has been silent for too long.
create or replace function renew_node(p_node uuid, p_lifetime_millis bigint) returns boolean
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
begin
    update node
    set alive_until = clock_timestamp() + p_lifetime_millis * interval '1 millisecond'
    where node_id = p_node and alive_until > clock_timestamp();
    return found;
end
$$;

-- Refuses what a node asks for that has been silent for too long: its leases are no longer its.
create or replace function require_node(p_node uuid) returns void
    language plpgsql
    set plan_cache_mode = force_generic_plan as
$$
begin
    if not exists (select from node where node_id = p_node and alive_until > clock_timestamp()) then
        raise exception 'Node % is not known any more', p_node using errcode = 'TP001';
    end if;
end
$$;

create or replace function note_departure() returns trigger
    language plpgsql as
$$
begin
    insert into departed_node (node_id) values (old.node_id) on conflict do nothing;
    return null;
end
$$;
