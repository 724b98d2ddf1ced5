package dev.turnpike.billing.pricelists;

import java.util.Locale;

/**
 * What a row of a price list is about, in the one spelling in which names are compared.
 *
 * <p>Lists differ in upper case and in dots ({@code glm-4.6}, {@code GLM-4-6}) and in nothing else
 * that we forgive: a name without its date, region or variant may be another model.
 *
 * @param provider our slug of who sells it
 * @param model lower case, with dashes for dots
 */
public record RowName(String provider, String model, By by) {

    /** Far above every real name. */
    public static final int MAX_LENGTH = 200;

    /** Whose name it is. */
    public enum By {
        /** What the provider expects in a request. */
        PROVIDER,
        /** {@code author/slug}, as listings name it and as we do. */
        LISTING
    }

    public static RowName ofProvider(String provider, String model) {
        return new RowName(provider, spelled(model), By.PROVIDER);
    }

    public static RowName ofListing(String provider, String id) {
        return new RowName(provider, spelled(id), By.LISTING);
    }

    private static String spelled(String name) {
        return name.toLowerCase(Locale.ROOT).replace('.', '-');
    }

    @Override
    public String toString() {
        return model + "@" + provider;
    }
}
