package dev.turnpike.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsrfTokenTest {

    private final CsrfToken token = new CsrfToken(new MapNotes());

    @Test
    void acceptsTheTokenOfTheSession() {
        assertThat(token.matches(token.text())).isTrue();
        assertThat(token.text()).isEqualTo(token.text()).hasSize(64);
    }

    @Test
    void refusesEverythingElse() {
        String other = new CsrfToken(new MapNotes()).text();

        assertThat(token.matches(other)).isFalse();
        assertThat(token.text()).isNotEqualTo(other);
        assertThat(token.matches(other)).isFalse();
        assertThat(token.matches("")).isFalse();
        assertThat(token.matches(null)).isFalse();
    }
}
