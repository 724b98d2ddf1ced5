package dev.turnpike.billing.pricing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Editions in memory; counts how often all of them were read. */
public final class KeptPrices implements PriceVersions {

    private final List<PriceVersion> all = new ArrayList<>();
    private int readings;

    public int readings() {
        return readings;
    }

    @Override
    public List<PriceVersion> publish(Collection<Listing> listings) {
        return publish(listings, (_, _) -> true);
    }

    @Override
    public List<PriceVersion> publishShipped(Collection<Listing> listings) {
        return publish(
                listings, (current, listing) -> current.approvedBy().equals(listing.approvedBy()));
    }

    @Override
    public void takeTurn() {}

    @Override
    public Optional<PriceVersion> findLast(String offerId, String approvedBy) {
        return listLast(offerId, all.size()).stream()
                .filter(version -> version.approvedBy().equals(approvedBy))
                .findFirst();
    }

    @Override
    public List<PriceVersion> listLast(String offerId, int limit) {
        return all.reversed().stream()
                .filter(version -> version.offerId().equals(offerId))
                .limit(limit)
                .toList();
    }

    @Override
    public long newest() {
        return all.size();
    }

    @Override
    public List<PriceVersion> listCurrent() {
        readings++;
        return List.copyOf(current().values());
    }

    @Override
    public Optional<PriceVersion> find(long id) {
        return all.stream().filter(version -> version.id() == id).findAny();
    }

    private List<PriceVersion> publish(
            Collection<Listing> listings, BiPredicate<PriceVersion, Listing> mayReplace) {
        for (Listing listing : listings) {
            PriceVersion known = current().get(listing.offerId());
            if (known == null
                    || (!known.sheet().equals(listing.sheet())
                            && mayReplace.test(known, listing))) {
                all.add(
                        new PriceVersion(
                                all.size() + 1,
                                listing.offerId(),
                                listing.sheet(),
                                Instant.EPOCH.plusSeconds(all.size()),
                                listing.source(),
                                listing.approvedBy()));
            }
        }
        return listings.stream().map(listing -> current().get(listing.offerId())).toList();
    }

    private Map<String, PriceVersion> current() {
        Map<String, PriceVersion> current = new LinkedHashMap<>();
        all.forEach(version -> current.put(version.offerId(), version));
        return current;
    }
}
