package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricelists.PriceListReader.Reading;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions;
import dev.turnpike.billing.pricing.PriceVersions.Listing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lets prices follow the lists that we keep: what two of them agree on becomes an edition, and all
 * else that would change a price becomes a proposal.
 */
@Singleton
public class PriceReconciliation {

    private static final Logger LOG = System.getLogger(PriceReconciliation.class.getName());

    /** Who approves the editions that are made here. */
    public static final String APPROVED_BY = "two lists agree";

    /** A list that nobody could renew for so long says nothing about today. */
    static final Duration COUNTS_FOR = Duration.ofDays(14);

    private final PriceListSettings settings;
    private final PriceListReader reader;
    private final PriceListBook book;
    private final PriceVersions versions;
    private final ProposalDesk desk;
    private final InstantSource clock;

    @Inject
    public PriceReconciliation(
            PriceListSettings settings,
            PriceListReader reader,
            PriceListBook book,
            PriceVersions versions,
            ProposalDesk desk,
            InstantSource clock) {
        this.settings = settings;
        this.reader = reader;
        this.book = book;
        this.versions = versions;
        this.desk = desk;
        this.clock = clock;
    }

    /** How many offers got a new edition, wait for a person, or cost what the lists say. */
    public record Tally(int published, int waiting, int confirmed) {}

    /** One comparison; servers do it one after another. */
    @Transactional
    public Tally run(List<Offer> offers) {
        versions.takeTurn();
        Map<ListFormat, String> sources = new EnumMap<>(ListFormat.class);
        List<PriceList> lists = readLists(clock.instant(), sources);
        boolean allCount = lists.size() == settings.sources().size();
        Map<String, PriceVersion> current =
                versions.listCurrent().stream()
                        .collect(Collectors.toMap(PriceVersion::offerId, version -> version));
        List<Listing> agreed = new ArrayList<>();
        int waiting = 0;
        int confirmed = 0;
        for (Offer offer : offers) {
            PriceVersion version = current.get(offer.id());
            if (version == null) {
                continue;
            }
            switch (review(offer, version, lists)) {
                case Decision.Keep() -> desk.settle(version, allCount);
                case Decision.Confirm() -> {
                    desk.withdraw(offer.id());
                    confirmed++;
                }
                case Decision.Publish(PriceSheet sheet, List<ListFormat> by) -> {
                    desk.withdraw(offer.id());
                    agreed.add(new Listing(offer.id(), sheet, words(by, sources), APPROVED_BY));
                }
                case Decision.Tiers tiers -> {
                    desk.propose(ProposalDraft.ofTiers(version, tiers, sources));
                    waiting++;
                }
                case Decision.Wait wait -> {
                    desk.propose(ProposalDraft.of(offer, version, wait, lists, sources));
                    waiting++;
                }
            }
        }
        versions.publish(agreed);
        return new Tally(agreed.size(), waiting, confirmed);
    }

    /** A list that is set no more, or lies elsewhere now, does not go on voting. */
    private List<PriceList> readLists(Instant now, Map<ListFormat, String> sources) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<PriceList> lists = new ArrayList<>();
        for (ListSource source : settings.sources()) {
            book.find(source)
                    .filter(kept -> kept.fetchedAt().plus(COUNTS_FOR).isAfter(now))
                    .ifPresent(kept -> read(kept, today, lists, sources));
        }
        return lists;
    }

    /** A text was read before it was kept, but an upgrade may have brought a stricter reader. */
    private void read(
            KeptList kept,
            LocalDate today,
            List<PriceList> lists,
            Map<ListFormat, String> sources) {
        byte[] bytes = kept.text().getBytes(StandardCharsets.UTF_8);
        switch (reader.read(kept.format(), bytes, today)) {
            case Reading.Read(PriceList list) -> {
                lists.add(list);
                sources.put(kept.format(), kept.source());
            }
            case Reading.Unreadable(String reason) -> {
                LOG.log(
                        Level.WARNING,
                        "The kept price list {0} cannot be read any more: {1}",
                        kept.format().code(),
                        reason);
                book.fail(kept.format(), "what we keep of it cannot be read any more: " + reason);
            }
        }
    }

    /** What a person decided, lists do not undo by themselves. */
    private static Decision review(Offer offer, PriceVersion version, List<PriceList> lists) {
        Decision decision = PriceReview.of(offer, version.sheet(), lists);
        return decision instanceof Decision.Publish(PriceSheet sheet, var _)
                        && ProposalDecision.isByPerson(version.approvedBy())
                ? new Decision.Wait(
                        List.of("the price in force was approved by " + version.approvedBy()),
                        sheet)
                : decision;
    }

    private static String words(List<ListFormat> formats, Map<ListFormat, String> sources) {
        return formats.stream().map(sources::get).collect(Collectors.joining(", "));
    }
}
