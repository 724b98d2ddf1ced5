package dev.turnpike.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.web.catalog.ModelRow;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class HomePageTest {

    private static final ModelRow MODEL =
            new ModelRow(
                    "acme/large",
                    "/models/acme/large",
                    "Acme: <Large>",
                    "acme",
                    "Acme +2",
                    "128K",
                    "text → text",
                    "$1.15",
                    "$4.60",
                    true,
                    false);

    @Test
    void invitesAStrangerToSignUp() {
        assertThat(Browser.ofStranger().open("home", page(List.of(MODEL, MODEL, MODEL))))
                .contains("href=\"/register\"", "href=\"/signin\"", "Acme: &lt;Large&gt;")
                .doesNotContain("Sign out", "csrf");
    }

    @Test
    void leadsSomebodyWhoIsSignedInOn() {
        assertThat(Browser.ofAda().open("home-ada", page(List.of(MODEL))))
                .contains("Ada Lovelace", "Sign out", "href=\"/welcome\"", "in flight")
                .doesNotContain("href=\"/register\"");
    }

    private static Page page(List<ModelRow> examples) {
        return Page.of("home/show", "Every model, one key", Section.HOME)
                .with("modelCount", 134)
                .with("providerCount", 14)
                .with("callable", 8L)
                .with("examples", examples)
                .with("firstModel", "sandbox/echo")
                .with("apiBase", Browser.SETTINGS.apiBase());
    }
}
