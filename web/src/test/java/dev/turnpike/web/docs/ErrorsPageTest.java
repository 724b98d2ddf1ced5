package dev.turnpike.web.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.web.page.Browser;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {

    private final ErrorList errors = new ErrorList();
    private final String html =
            Browser.ofStranger()
                    .open("docs-errors", new ErrorsPage(errors, Browser.SETTINGS).show());

    @Test
    void explainsEveryErrorUnderItsOwnAnchor() {
        assertThat(errors.entries())
                .extracting(ErrorEntry::name)
                .contains("rate_limit_exceeded", "payment_required")
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(html).contains("<h2 id=\"" + name + "\""));
    }

    @Test
    void saysWhatToDoAndWhetherToTryAgainAndWhatItCosts() {
        assertThat(html)
                .contains("HTTP 429", "Retry-After", "Worth trying again?", "Charged")
                .contains("http://127.0.0.1:8080/docs/errors#authentication");
    }

    @Test
    void saysUnderWhichNameAnErrorComesThatHasNoneOfItsOwn() {
        assertThat(html).containsSubsequence("id=\"method_not_allowed\"", "<code>invalid_request");
    }

    @Test
    void isLinkedFromTheFootOfEveryPage() {
        assertThat(html).containsSubsequence("<footer", "href=\"/docs/errors\"");
    }
}
