-- What is not priced by the token: whole images, seconds of sound or film, searches of the web.
alter table price_version
    add per_image_picos  bigint check (per_image_picos >= 0),
    add per_second_picos bigint check (per_second_picos >= 0),
    add per_search_picos bigint check (per_search_picos >= 0);
alter table price_variant
    add per_image_picos  bigint check (per_image_picos >= 0),
    add per_second_picos bigint check (per_second_picos >= 0),
    add per_search_picos bigint check (per_search_picos >= 0);

-- Null when a call used none.
alter table generation
    add per_image_count  bigint check (per_image_count > 0),
    add per_second_count bigint check (per_second_count > 0),
    add per_search_count bigint check (per_search_count > 0);
