package dev.turnpike.web.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the site and its two neighbours are.
 *
 * @param publicUrl how browsers and programs reach this installation, without a slash at the end
 * @param issuer the Keycloak realm in which people sign in
 * @param paymentPage the origin of the page on which people pay
 * @param simulatedPayments whether that page is the sandbox, where no real money moves
 */
public record PortalSettings(
        URI publicUrl, URI issuer, URI paymentPage, boolean simulatedPayments) {

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
        for (URI site : List.of(issuer, paymentPage)) {
            targets.add(site.getScheme() + "://" + site.getRawAuthority());
        }
        return targets;
    }
}
