package dev.turnpike.persistence.reconciliation;

import dev.turnpike.billing.pricing.DailyWindow;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.PriceVersions;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.reconciliation.ProviderUsage;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the records of calls in PostgreSQL, by what their prices go by, and prices the sums: a
 * sum of quantities at one price is exact.
 */
@Singleton
class JpaProviderUsage implements ProviderUsage {

    private static final int KEY_COLUMNS = 6;

    private static final String SUMS =
            Arrays.stream(TokenClass.values())
                    .map(
                            each ->
                                    "cast(coalesce(sum(%s_count), 0) as bigint)"
                                            .formatted(each.code()))
                    .collect(Collectors.joining(", "));

    /** The condition that a call met is chosen as {@link PriceCondition} says. */
    private static final String USED =
            """
            select served_model, price_version_id, above_prompt_tokens,
                   cast(window_from as integer), cast(window_to as integer), tier,
            """
                    + SUMS
                    + """

                    from generation
                    cross join lateral (
                        select input_count + cache_read_count + cache_write_5m_count + cache_write_1h_count
                               + audio_in_count + image_in_count as prompt,
                               cast(extract(hour from created_at at time zone 'UTC') * 60
                                    + extract(minute from created_at at time zone 'UTC') as integer) as minute
                    ) as called
                    left join lateral (
                        select above_prompt_tokens, window_from, window_to, price_variant.service_tier as tier
                        from price_variant
                        where price_variant.price_version_id = generation.price_version_id
                          and price_variant.service_tier is not distinct from nullif(generation.service_tier, 'DEFAULT')
                          and (above_prompt_tokens is null or prompt > above_prompt_tokens)
                          and (window_from is null
                               or window_from < window_to and minute >= window_from and minute < window_to
                               or window_from > window_to and (minute >= window_from or minute < window_to))
                        order by above_prompt_tokens desc nulls last, window_from is null, window_from, window_to
                        limit 1
                    ) as met on true
                    where provider = :provider and settled_at >= :from and settled_at < :to
                      and price_version_id is not null
                    group by 1, 2, 3, 4, 5, 6
                    """;

    private final TenantScope tenants;
    private final PriceVersions versions;

    @Inject
    JpaProviderUsage(TenantScope tenants, PriceVersions versions) {
        this.tenants = tenants;
        this.versions = versions;
    }

    @Override
    @Transactional
    public List<Line> list(String provider, LocalDate day) {
        List<?> rows =
                tenants.acrossAccounts()
                        .createNativeQuery(USED)
                        .setParameter("provider", provider)
                        .setParameter("from", startOf(day))
                        .setParameter("to", startOf(day.plusDays(1)))
                        .getResultList();
        Map<Key, Line> lines = new TreeMap<>();
        Map<Long, PriceSheet> editions = new HashMap<>();
        for (Object row : rows) {
            add(lines, (@Nullable Object[]) row, editions);
        }
        return List.copyOf(lines.values());
    }

    private record Key(String model, TokenClass tokenClass) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::model).thenComparing(Key::tokenClass);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    @SuppressWarnings("NullAway") // What is met may be null, and is asked for; the rest never is.
    private void add(Map<Key, Line> lines, @Nullable Object[] row, Map<Long, PriceSheet> editions) {
        String model = (String) row[0];
        PriceSheet sheet =
                editions.computeIfAbsent(
                        (Long) row[1], id -> versions.find(id).orElseThrow().sheet());
        PriceSheet prices = met(sheet, condition(row));
        int column = KEY_COLUMNS;
        for (TokenClass tokenClass : TokenClass.values()) {
            long quantity = (long) row[column++];
            if (quantity > 0) {
                BigInteger picos =
                        BigInteger.valueOf(prices.priceOf(tokenClass).picos())
                                .multiply(BigInteger.valueOf(quantity));
                lines.merge(
                        new Key(model, tokenClass),
                        new Line(model, tokenClass, quantity, picos),
                        JpaProviderUsage::together);
            }
        }
    }

    private static Line together(Line one, Line other) {
        return new Line(
                one.model(),
                one.tokenClass(),
                Math.addExact(one.quantity(), other.quantity()),
                one.picos().add(other.picos()));
    }

    /** The condition that these calls met; null when they met none. */
    private static @Nullable PriceCondition condition(@Nullable Object[] row) {
        Long above = (Long) row[2];
        Integer from = (Integer) row[3];
        Integer to = (Integer) row[4];
        String tier = (String) row[5];
        DailyWindow window =
                from == null || to == null ? null : new DailyWindow(minute(from), minute(to));
        return above == null && window == null && tier == null
                ? null
                : new PriceCondition(
                        above, window, tier == null ? null : ServiceTier.valueOf(tier));
    }

    private static PriceSheet met(PriceSheet sheet, @Nullable PriceCondition condition) {
        return condition == null
                ? sheet
                : sheet.variants().stream()
                        .filter(each -> each.condition().equals(condition))
                        .map(PriceVariant::prices)
                        .findFirst()
                        .orElseThrow();
    }

    private static LocalTime minute(int ofDay) {
        return LocalTime.MIDNIGHT.plusMinutes(ofDay);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
