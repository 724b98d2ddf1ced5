package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ways into the portal and out of it, the crooked ones included. */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class A05_SignInIT {

    private static final String HEDY = "hedy@example.com";
    private static final Pattern KEYCLOAK = Pattern.compile(".*/realms/turnpike/.*");

    private static Chromium chromium;
    private static Page page;
    private static Portal portal;

    @BeforeAll
    static void openTheBrowser() {
        chromium = new Chromium();
        page = chromium.visit(1280, ColorScheme.LIGHT);
        portal = new Portal(page);
    }

    @AfterAll
    static void theBrowserHasNoComplaints() {
        try {
            assertThat(chromium.complaints()).isEmpty();
        } finally {
            chromium.close();
        }
    }

    @Test
    @Order(1)
    void leadsAStrangerToThePageThatWasAskedFor() {
        portal.open("/usage?status=failed");
        portal.link("Create account").click();
        portal.register(HEDY);

        assertThat(page).hasURL(address("/usage?status=failed"));
    }

    @Test
    @Order(2)
    void leadsThereOnlyOnce() {
        portal.open("/signin");

        assertThat(page).hasURL(address("/welcome"));
    }

    @Test
    @Order(3)
    void doesNotTakeAnyAddressWithAStateForAnAnswerOfKeycloak() {
        for (Page visitor : new Page[] {page, chromium.visit(1280, ColorScheme.LIGHT)}) {
            visitor.navigate(address("/models?state=abc&sort=name&code=1"));

            assertThat(visitor).hasURL(address("/models?sort=name&code=1"));
            assertThat(new Portal(visitor).heading("Models")).isVisible();
        }
    }

    @Test
    @Order(4)
    void sendsNobodyToAnotherSite() {
        APIResponse response =
                chromium.visit(1280, ColorScheme.LIGHT)
                        .request()
                        .get(
                                address("//evil.example/?state=x"),
                                RequestOptions.create().setMaxRedirects(0));

        assertThat(response.headers().getOrDefault("location", address("/")))
                .startsWith(address("/"));
    }

    @Test
    @Order(5)
    void beginsAgainWhenTheAnswerBelongsToNoQuestion() {
        Page stranger = chromium.visit(1280, ColorScheme.LIGHT);
        stranger.navigate(address("/signin/callback?code=a&state=b"));

        assertThat(stranger).hasURL(KEYCLOAK);
    }

    @Test
    @Order(6)
    void offersToBeginAgainWhenKeycloakDoesNotConfirmTheAnswer() {
        Page stranger = chromium.visit(1280, ColorScheme.LIGHT);
        stranger.navigate(address("/usage"));
        assertThat(stranger).hasURL(KEYCLOAK);
        String state = stranger.url().replaceFirst(".*[?&](state=[^&]*).*", "$1");
        stranger.navigate(address("/signin/callback?code=nonsense&" + state));

        assertThat(new Portal(stranger).heading("The sign-in did not finish")).isVisible();
        new Portal(stranger).link("Sign in").click();
        assertThat(stranger).hasURL(KEYCLOAK);
        chromium.complaints().removeIf(complaint -> complaint.contains("status of 400"));
    }

    @Test
    @Order(7)
    void letsPeopleOutAndBackIn() {
        portal.open("/keys");
        page.locator("details.menu summary").click();
        portal.button("Sign out").click();
        assertThat(portal.link("Sign in")).isVisible();
        portal.open("/keys");
        page.getByLabel("Email").fill(HEDY);
        page.locator("#password").fill(Portal.PASSWORD);
        page.locator("[type=submit]").last().click();

        assertThat(page).hasURL(address("/keys"));
    }

    private static String address(String path) {
        return Stage.turnpike().publicUrl() + path;
    }
}
