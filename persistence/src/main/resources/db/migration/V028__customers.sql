-- Which customer of the payment provider an account is.
create table payment_customer (
    account_id        uuid        primary key references account,
    customer_id       text        not null unique,
    -- The payment provider may forget a customer; then the account becomes another one.
    edition           integer     not null check (edition > 0),
    -- What was last seen of the card that is charged without the buyer: never its number.
    card_id           text,
    card_brand        text,
    card_last_four    text        check (card_last_four ~ '^[0-9]{4}$'),
    card_expiry_month integer     check (card_expiry_month between 1 and 12),
    card_expiry_year  integer,
    constraint card_is_whole check (
        num_nulls(card_id, card_brand, card_last_four, card_expiry_month, card_expiry_year) in (0, 5))
);
call confine_to_account('payment_customer');
grant select, insert, update (
    customer_id, edition, card_id, card_brand, card_last_four, card_expiry_month, card_expiry_year)
    on payment_customer to turnpike_app;

-- The buyer has paid in a way that takes days.
alter table purchase add is_on_its_way boolean not null default false;
grant update (is_on_its_way) on purchase to turnpike_app;
