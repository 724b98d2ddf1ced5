package dev.turnpike.web.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the site and its two neighbours are.
 *
 * @param publicUrl how browsers and programs reach this installation, without a slash at the end
 * @param issuer the Keycloak realm in which people sign in
 * @param paymentPages the origins of the pages on which people pay and manage their cards
 * @param simulatedPayments whether that is the sandbox, where no real money moves
 */
public record PortalSettings(
        URI publicUrl, URI issuer, List<URI> paymentPages, boolean simulatedPayments) {

    public PortalSettings {
        paymentPages = List.copyOf(paymentPages);
    }

    /** The base address for programs. */
    public String apiBase() {
        return publicUrl + "/api/v1";
    }

    /** An address of ours, from its path. */
    public URI url(String path) {
        return URI.create(publicUrl + path);
    }

    /** The other sites to which our forms may lead. */
    List<String> formTargets() {
        List<String> targets = new ArrayList<>();
        targets.add(origin(issuer));
        paymentPages.forEach(page -> targets.add(origin(page)));
        return targets;
    }

    private static String origin(URI site) {
        return site.getScheme() + "://" + site.getRawAuthority();
    }
}
