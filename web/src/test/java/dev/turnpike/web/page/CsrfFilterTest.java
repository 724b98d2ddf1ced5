package dev.turnpike.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfFilterTest {

    private final CsrfToken token = new CsrfToken(new MapNotes());

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "post"})
    void turnsAwayWhatNoFormOfOursSent(String method) {
        assertThat(filter("another field", token.text()).mayPass(method)).isFalse();
        assertThat(filter(CsrfToken.FIELD, "").mayPass(method)).isFalse();
        assertThat(filter(CsrfToken.FIELD, "0".repeat(64)).mayPass(method)).isFalse();
    }

    @Test
    void letsFormsOfOursPass() {
        assertThat(filter(CsrfToken.FIELD, token.text()).mayPass("POST")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void letsPassWhatChangesNothing(String method) {
        assertThat(filter("another field", "").mayPass(method)).isTrue();
    }

    private CsrfFilter filter(String field, String text) {
        return new CsrfFilter(Browser.form(field, text), token);
    }
}
