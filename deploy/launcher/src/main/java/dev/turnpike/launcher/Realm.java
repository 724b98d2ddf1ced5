package dev.turnpike.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/**
 * Keeps the portal's entry in the realm in line with the settings, and sees to it that there is an
 * operator. The import happens only once; the address or the secret of the portal may change with
 * any start.
 */
final class Realm {

    static final String CLIENT = "turnpike-web";

    /** Given in the realm file, so that no search is needed. */
    private static final String CLIENT_ID = "5e0c9a4e-7d1b-4c52-9a55-3f6f0d9f4b10";

    /** The launcher's own way in, made by Keycloak on the very first start. */
    static final String LAUNCHER = "turnpike-launcher";

    /** Nobody can receive mail there, and it looks like what it is. */
    static final String OPERATOR = "operator@turnpike.localhost";

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Settings settings;
    private final Secrets secrets;
    private final ObjectMapper json = new ObjectMapper();

    Realm(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    void update() {
        try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            String token = token(http);
            var client =
                    asAdministrator("/clients/" + CLIENT_ID, token)
                            .PUT(BodyPublishers.ofString(json.writeValueAsString(client())));
            send(http, client.build(), 204);
            var operator =
                    asAdministrator("/partialImport", token)
                            .POST(BodyPublishers.ofString(json.writeValueAsString(operator())));
            send(http, operator.build(), 200);
        }
    }

    private HttpRequest.Builder asAdministrator(String path, String token) {
        return request("/admin/realms/turnpike" + path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    /**
     * The operator, with password and role in one step. Somebody who is there already under this
     * name is left as he is: a customer who registered with it must not become an operator by the
     * next start.
     */
    private Map<String, Object> operator() {
        return Map.of(
                "ifResourceExists",
                "SKIP",
                "users",
                List.of(
                        Map.of(
                                "username",
                                OPERATOR,
                                "email",
                                OPERATOR,
                                "enabled",
                                true,
                                "credentials",
                                List.of(
                                        Map.of(
                                                "type",
                                                "password",
                                                "value",
                                                secrets.of(Secret.OPERATOR_PASSWORD),
                                                "temporary",
                                                false)),
                                "realmRoles",
                                List.of("default-roles-turnpike", "operator"))));
    }

    private Map<String, Object> client() {
        String url = settings.publicUrl();
        return Map.of(
                "id",
                CLIENT_ID,
                "clientId",
                CLIENT,
                "secret",
                secrets.of(Secret.OIDC_CLIENT_SECRET),
                "rootUrl",
                url,
                "baseUrl",
                url + "/",
                "redirectUris",
                List.of(url + "/signin/callback"),
                "webOrigins",
                List.of(url),
                "attributes",
                Map.of(
                        "post.logout.redirect.uris",
                        url + "/",
                        "backchannel.logout.session.required",
                        "true"));
    }

    private String token(HttpClient http) {
        String form =
                "grant_type=client_credentials&client_id=%s&client_secret=%s"
                        .formatted(LAUNCHER, encoded(secrets.of(Secret.KEYCLOAK_LAUNCHER_SECRET)));
        var request =
                request("/realms/master/protocol/openid-connect/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
        String answer = send(http, request.build(), 200);
        return json.readTree(answer).path("access_token").asString();
    }

    /** By the loopback address: the public one may be answered by a proxy that is not there yet. */
    private HttpRequest.Builder request(String path) {
        String base = "http://127.0.0.1:" + settings.ports().keycloak();
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
    }

    private static String send(HttpClient http, HttpRequest request, int expected) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                throw new IllegalStateException(
                        "Keycloak answered %d to %s %s, expected %d"
                                .formatted(
                                        response.statusCode(),
                                        request.method(),
                                        request.uri().getPath(),
                                        expected));
            }
            return response.body();
        } catch (IOException fault) {
            throw new IllegalStateException("Keycloak does not answer " + request.uri(), fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start was interrupted.", interrupted);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
