-- A server that stops waiting for an exchange of leases may have ended and reopened one of them before the exchange arrives
-- here. Leases of a budget and a node are told apart, so that what is late does not take back what was lent since.
alter table lease add opened bigint not null default 0;
grant update (opened) on lease to turnpike_across;

drop function exchange_leases;

-- Takes back and lends, budget after budget; the caller names each budget once. A budget is the wallet of the account,
-- or the window of p_limits that begins at p_starts, whose row comes into being here. Of each budget:
--   everything  the whole lease comes back; otherwise "returned" of it, or what is left of it
--   least       nothing is lent if this does not fit
--   needed      is lent as far as it fits; more, up to "wanted", only out of a quarter of what there is
--   recall      if needed does not fit, other nodes are asked to return what they do not use
-- p_opened is what each lease is known by; if a later one of the same budget has taken its place, the node has given up on
-- this exchange before it came here, and nothing of it is done.
-- What comes back to a wallet whose owner owes something pays that first.
-- Of a window that is not the current one by this clock, give or take five seconds, nothing is lent.
-- The answer has a row for each: what was lent, what is left, what the wallet's owner owes (then nothing is lent),
-- the limit, whether other nodes have yet to answer a recall, whether the budget exists, and, if the window is not the
-- current one, what time it is.
create function exchange_leases(
    p_node uuid, p_limits uuid[], p_starts timestamptz[], p_budgets uuid[], p_accounts uuid[],
    p_opened bigint[], p_everything boolean[], p_returned bigint[], p_least bigint[], p_needed bigint[], p_wanted bigint[],
    p_recall boolean[]
) returns table (
    lent_nanos bigint, left_nanos bigint, due_nanos bigint, amount_of_limit bigint, recalling boolean,
    known boolean, not_now timestamptz)
    language plpgsql
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off as
$$
declare
    is_wallet boolean;
    span text;
    leased bigint;
    latest bigint;
    back bigint;
    room bigint;
    paid bigint;
begin
    perform require_node(p_node);
    perform set_config('role', 'turnpike_across', true);
    -- A lease that comes back whole must not bring back what its calls have cost.
    if true = any (p_everything) then
        perform post_settlements(array(select shard_of(account) from unnest(p_accounts) as account), p_accounts);
    end if;
    perform from wallet where account_id = any (p_accounts) order by account_id for no key update;
    for i in 1 .. cardinality(p_budgets) loop
        is_wallet := p_limits[i] is null;
        amount_of_limit := null;
        not_now := null;
        if is_wallet then
            select posted_nanos - held_nanos, receivable_nanos, amount_nanos, opened
            into room, due_nanos, leased, latest
            from wallet left join lease on budget_id = wallet.account_id and node_id is not distinct from p_node
            where wallet.account_id = p_budgets[i];
            known := found;
        else
            due_nanos := 0;
            select amount_nanos, opened into leased, latest
            from lease where budget_id = p_budgets[i] and node_id = p_node;
            select limit_nanos, period into amount_of_limit, span
            from spending_limit where limit_id = p_limits[i] and account_id = p_accounts[i];
            if found and p_starts[i] not in (
                window_start(span, clock_timestamp() - interval '5 seconds'),
                window_start(span, clock_timestamp() + interval '5 seconds'))
            then
                not_now := clock_timestamp();
            end if;
            -- Of a limit that was removed meanwhile there is nothing to lend, but leases still come back.
            known := amount_of_limit is not null;
            select coalesce(amount_of_limit, 0) - spent_nanos - held_nanos into room
            from spending_window where window_id = p_budgets[i];
            if not found and known and not_now is null then
                insert into spending_window (window_id, account_id, limit_id, starts_at)
                values (p_budgets[i], p_accounts[i], p_limits[i], p_starts[i])
                on conflict do nothing;
                select amount_of_limit - spent_nanos - held_nanos into room
                from spending_window where window_id = p_budgets[i];
            end if;
        end if;
        lent_nanos := 0;
        left_nanos := 0;
        recalling := false;
        if room is null then
            return next;
            continue;
        end if;

        if latest > p_opened[i] then
            raise exception 'A lease of budget % has ended, and another one has begun', p_budgets[i];
        end if;
        back := case when p_everything[i] then coalesce(leased, 0) else least(p_returned[i], coalesce(leased, 0)) end;
        room := room + back;
        paid := least(due_nanos, room);
        if paid > 0 then
            update wallet set held_nanos = held_nanos - back where account_id = p_budgets[i];
            update lease set amount_nanos = amount_nanos - back
            where budget_id = p_budgets[i] and node_id = p_node;
            perform post_journal(
                p_budgets[i], 'RECEIVABLE_PAID', 'credit-' || gen_random_uuid(),
                array ['wallet', 'receivable'], array [-paid, paid]);
            leased := leased - back;
            back := 0;
            room := room - paid;
            due_nanos := due_nanos - paid;
        end if;
        if due_nanos = 0 and known and not_now is null and room >= p_least[i] then
            lent_nanos := least(greatest(room, 0), greatest(p_needed[i], least(p_wanted[i], room / 4)));
        end if;
        left_nanos := room - lent_nanos;

        if lent_nanos <> back then
            if is_wallet then
                update wallet set held_nanos = held_nanos + lent_nanos - back where account_id = p_budgets[i];
            else
                update spending_window set held_nanos = held_nanos + lent_nanos - back where window_id = p_budgets[i];
            end if;
        end if;
        if p_everything[i] and lent_nanos = 0 then
            delete from lease where budget_id = p_budgets[i] and node_id = p_node;
        elsif leased is not null then
            update lease set amount_nanos = amount_nanos + lent_nanos - back, recalled = false, opened = p_opened[i]
            where budget_id = p_budgets[i] and node_id = p_node;
        elsif lent_nanos > 0 then
            insert into lease (budget_id, node_id, account_id, amount_nanos, opened)
            values (p_budgets[i], p_node, p_accounts[i], lent_nanos, p_opened[i]);
        end if;

        if lent_nanos < p_needed[i] and due_nanos = 0 and known and not_now is null then
            if p_recall[i] then
                update lease set recalled = true
                where budget_id = p_budgets[i] and node_id <> p_node and amount_nanos > 0;
            end if;
            -- A node that died does not answer.
            recalling := exists (
                select from lease join node using (node_id)
                where budget_id = p_budgets[i] and node_id <> p_node and recalled
                  and alive_until > clock_timestamp());
        end if;
        return next;
    end loop;
end
$$;
