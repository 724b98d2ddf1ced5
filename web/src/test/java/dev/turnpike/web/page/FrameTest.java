package dev.turnpike.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.topups.AutoTopUp;
import dev.turnpike.billing.topups.TopUpReason;
import dev.turnpike.billing.topups.TopUpTerms;
import org.junit.jupiter.api.Test;

class FrameTest {

    @Test
    void escapesAHostileNameWhereverItIsShown() {
        String html =
                Browser.of("<script>alert('x')</script>\"").open("error", ErrorPages.NOT_FOUND);

        assertThat(html)
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;")
                .doesNotContain("<script>alert");
    }

    @Test
    void showsWhatWasDoneOnce() {
        Browser ada = Browser.ofAda();
        ada.notes().keep(Flash.done("The key opens nothing any more."));

        assertThat(ada.open("error", ErrorPages.NOT_FOUND)).contains("opens nothing any more");
        assertThat(ada.open("error", ErrorPages.NOT_FOUND)).doesNotContain("opens nothing");
    }

    @Test
    void keepsWhatWasDoneForTheNextWholePage() {
        Browser ada = Browser.ofAda();
        ada.notes().keep(Flash.done("Done."));

        new Frames(
                        ada.visitors(),
                        ada.notes(),
                        new CsrfToken(ada.notes()),
                        ada.ledger(),
                        new FixedTopUps(null),
                        new Assets())
                .around(Page.fragment("welcome/first-call"));

        assertThat(ada.notes().find(Flash.class)).isPresent();
    }

    @Test
    void tellsTheOwnerWhenAutomaticTopUpHasStopped() {
        Browser ada = Browser.ofAda();
        TopUpTerms terms = new TopUpTerms(Usd.parse("5"), Usd.parse("25"), Usd.parse("100"));
        AutoTopUp stopped =
                new AutoTopUp(
                        Browser.ACME,
                        terms,
                        "ada@acme.example",
                        false,
                        TopUpReason.EXPIRED_CARD,
                        Browser.NOW,
                        Browser.NOW);

        assertThat(ada.open("error", ErrorPages.NOT_FOUND)).doesNotContain("Automatic top-up");
        assertThat(ada.with(stopped).open("top-up-stopped", ErrorPages.NOT_FOUND))
                .contains("Automatic top-up was switched off by itself.")
                .contains("href=\"/credits#top-up\"");
    }

    @Test
    void showsTheReferenceOfAFault() {
        assertThat(Browser.ofStranger().open("fault", ErrorPages.fault("ref-7"))).contains("ref-7");
    }

    @Test
    void hasNoInlineScriptOrStyleAnywhere() {
        String html = Browser.ofAda().open("error", ErrorPages.FORBIDDEN);

        assertThat(html).doesNotContain("style=", "<style", "onclick", "javascript:");
        assertThat(html).doesNotContainPattern("<script(?![^>]* src=)");
    }
}
