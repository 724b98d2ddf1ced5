package dev.turnpike.billing.pricelists;

import java.net.URI;
import java.util.Set;

/**
 * Where a list is fetched from.
 *
 * @param place an address with https, one of this machine with http, or a file
 */
public record ListSource(ListFormat format, URI place) {

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    public ListSource {
        if (!isFile(place) && !isSafe(place)) {
            throw new IllegalArgumentException(
                    "A price list is at an https address, at http on this machine, or in a file:///"
                            + " path: "
                            + place);
        }
    }

    public boolean isFile() {
        return isFile(place);
    }

    private static boolean isFile(URI place) {
        String path = place.getPath();
        return "file".equals(place.getScheme())
                && place.getHost() == null
                && path != null
                && path.startsWith("/");
    }

    private static boolean isSafe(URI place) {
        String host = place.getHost();
        return host != null
                && place.getUserInfo() == null
                && ("https".equals(place.getScheme())
                        || ("http".equals(place.getScheme()) && THIS_MACHINE.contains(host)));
    }
}
