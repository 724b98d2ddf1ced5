-- Why this account cannot redeem this code now; null when it can.
create or replace function refusal_of_code(p_code promotional_code, p_account uuid, p_at timestamptz) returns text
    language plpgsql as
$$
begin
    return case
        when p_code.code_id is null then 'NOT_VALID'
        when exists (select from redemption where code_id = p_code.code_id and account_id = p_account) then 'ALREADY'
        when p_code.switched_off_at is not null then 'NOT_VALID'
        when (p_at at time zone 'UTC')::date > p_code.last_day then 'TOO_LATE'
        when p_code.uses >= p_code.max_uses then 'USED_UP'
        when p_code.buyers_only and not exists (
            select from purchase where account_id = p_account and status = 'CREDITED') then 'BUYERS_ONLY'
    end;
end
$$;

-- Takes one use of a code for an account: GRANTED, or why not, and then nothing has changed. Only what is not refused
-- anyway waits for locks: the wallet's first, as everywhere, then the code's, which nobody holds who still waits for
-- something. Who finds either of them locked for two seconds is BUSY, so that one that is stuck keeps up nobody else.
create or replace function claim_code(
    p_account uuid, p_canonical text, p_at timestamptz,
    out outcome text, out claimed uuid, out amount bigint, out life_days integer, out life_until date, out last_day date
)
    language plpgsql as
$$
declare
    code promotional_code;
begin
    perform set_config('role', 'turnpike_across', true);
    select * into code from promotional_code where canonical = p_canonical;
    outcome := refusal_of_code(code, p_account, p_at);
    if outcome is null then
        begin
            perform set_config('lock_timeout', '2s', true);
            perform from wallet where account_id = p_account for no key update;
            select * into code from promotional_code where canonical = p_canonical for no key update;
            outcome := refusal_of_code(code, p_account, p_at);
            if outcome is null then
                update promotional_code set uses = uses + 1 where code_id = code.code_id;
                insert into redemption (code_id, account_id, redeemed_at) values (code.code_id, p_account, p_at);
                outcome := 'GRANTED';
            end if;
        exception when lock_not_available then
            outcome := 'BUSY';
        end;
    end if;
    claimed := code.code_id;
    amount := code.amount_nanos;
    life_days := code.days;
    life_until := code.until_day;
    last_day := code.last_day;
    perform set_config('role', 'none', true);
end
$$;
