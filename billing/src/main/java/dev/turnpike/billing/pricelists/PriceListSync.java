package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricelists.ListFetcher.Fetched;
import dev.turnpike.billing.pricelists.PriceListReader.Reading;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the lists that are due, and lets prices follow. What cannot be fetched or read changes
 * nothing: the last good text stays, and counts until it is too old.
 */
@Singleton
public class PriceListSync {

    private static final Logger LOG = System.getLogger(PriceListSync.class.getName());

    /** After a try that brought nothing, or a server that died while it fetched. */
    private static final Duration RETRY = Duration.ofMinutes(30);

    private final PriceListSettings settings;
    private final ListFetcher fetcher;
    private final PriceListReader reader;
    private final PriceListBook book;
    private final PriceReconciliation reconciliation;
    private final Supplier<List<Offer>> offers;
    private final InstantSource clock;

    @Inject
    PriceListSync(
            PriceListSettings settings,
            ListFetcher fetcher,
            PriceListReader reader,
            PriceListBook book,
            PriceReconciliation reconciliation,
            LiveCatalog catalog,
            InstantSource clock) {
        this(settings, fetcher, reader, book, reconciliation, catalog::listOffers, clock);
    }

    /** For offers from elsewhere than the catalogue. */
    public PriceListSync(
            PriceListSettings settings,
            ListFetcher fetcher,
            PriceListReader reader,
            PriceListBook book,
            PriceReconciliation reconciliation,
            Supplier<List<Offer>> offers,
            InstantSource clock) {
        this.settings = settings;
        this.fetcher = fetcher;
        this.reader = reader;
        this.book = book;
        this.reconciliation = reconciliation;
        this.offers = offers;
        this.clock = clock;
    }

    /** One look; cheap while nothing is due. */
    public void run() {
        boolean isNew = false;
        for (ListSource source : settings.sources()) {
            Instant now = clock.instant();
            if (book.claim(source, now, now.plus(RETRY))) {
                isNew |= fetch(source);
            }
        }
        if (isNew) {
            PriceReconciliation.Tally tally = reconciliation.run(offers.get());
            LOG.log(Level.INFO, "Price lists were compared: {0}", tally);
        }
    }

    private boolean fetch(ListSource source) {
        @Nullable String etag = book.find(source).map(KeptList::etag).orElse(null);
        Fetched fetched = fetcher.fetch(source, etag);
        Instant now = clock.instant();
        Instant next = now.plus(settings.every());
        return switch (fetched) {
            case Fetched.Fresh(String text, String tag, String hash) ->
                    keep(new KeptList(source.format(), text, tag, hash, now), next);
            case Fetched.Unchanged() -> {
                book.confirm(source.format(), now, next);
                yield true;
            }
            case Fetched.Failed(String reason) -> failed(source.format(), reason);
        };
    }

    /** Only what can be read replaces what we have. */
    private boolean keep(KeptList list, Instant next) {
        LocalDate today = LocalDate.ofInstant(list.fetchedAt(), ZoneOffset.UTC);
        byte[] bytes = list.text().getBytes(StandardCharsets.UTF_8);
        return switch (reader.read(list.format(), bytes, today)) {
            case Reading.Unreadable(String reason) ->
                    failed(list.format(), "it cannot be read: " + reason);
            case Reading.Read(PriceList read) when read.rows().isEmpty() ->
                    failed(list.format(), "it has no row about a provider that we know");
            case Reading.Read(var _) -> {
                book.keep(list, next);
                yield true;
            }
        };
    }

    private boolean failed(ListFormat format, String reason) {
        LOG.log(Level.WARNING, "The price list {0} is not renewed: {1}", format.code(), reason);
        book.fail(format, reason);
        return false;
    }
}
