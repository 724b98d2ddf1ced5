package dev.turnpike.billing.pricelists;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which lists are fetched, and how often.
 *
 * @param sources one for each format at most; none means that nothing is fetched
 * @param every the time from one fetch of a list to the next
 */
public record PriceListSettings(List<ListSource> sources, Duration every) {

    /** Providers change prices on some days of a year, and lists follow within days. */
    public static final Duration DEFAULT_EVERY = Duration.ofHours(24);

    private static final Duration LEAST = Duration.ofHours(1);

    /** A list must be fetched again before it counts no more. */
    private static final Duration MOST = Duration.ofDays(7);

    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
    private static final Pattern SOURCE = Pattern.compile("([a-z-]+)=(\\S+)");

    public PriceListSettings {
        sources = List.copyOf(sources);
        if (sources.stream().map(ListSource::format).distinct().count() < sources.size()) {
            throw new IllegalArgumentException(
                    "Two copies of one list are no two sources: " + sources);
        }
        if (every.compareTo(LEAST) < 0 || every.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "Price lists are fetched every hour to every 168 hours: " + every);
        }
    }

    /**
     * Reads {@code format=place}, several with blanks or commas between.
     *
     * @throws IllegalArgumentException with a sentence for whoever set it
     */
    public static PriceListSettings parse(String text, Duration every) {
        List<ListSource> sources = new ArrayList<>();
        SEPARATOR
                .splitAsStream(text)
                .filter(part -> !part.isEmpty())
                .forEach(part -> sources.add(source(part)));
        return new PriceListSettings(sources, every);
    }

    /** Whether what this place says in this format counts. */
    public boolean isSet(ListFormat format, String place) {
        return sources.stream()
                .anyMatch(it -> it.format() == format && it.place().toString().equals(place));
    }

    private static ListSource source(String part) {
        Matcher matcher = SOURCE.matcher(part);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("A price list is format=place: " + part);
        }
        ListFormat format =
                ListFormat.find(matcher.group(1))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "No format of price lists: " + matcher.group(1)));
        return new ListSource(format, URI.create(matcher.group(2)));
    }
}
