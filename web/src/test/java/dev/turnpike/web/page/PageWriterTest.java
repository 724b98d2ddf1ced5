package dev.turnpike.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.web.page.Page.Section;
import org.junit.jupiter.api.Test;

class PageWriterTest {

    private static final Page PAGE = Page.of("catalog/list", "Models", Section.MODELS);

    @Test
    void compressesThePageOfAStranger() {
        Frame frame = Browser.ofStranger().frame(PAGE);

        assertThat(PageWriter.isZipped(frame, "gzip, br")).isTrue();
        assertThat(PageWriter.isZipped(frame, null)).isFalse();
    }

    @Test
    void sendsThePageOfAPersonPlainBecauseItHoldsTheTokenOfTheForms() {
        assertThat(PageWriter.isZipped(Browser.ofAda().frame(PAGE), "gzip, br")).isFalse();
    }
}
