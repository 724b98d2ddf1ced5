package dev.turnpike.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecurityHeadersTest {

    @Test
    void allowsOurOwnFilesAndFormsToTheTwoNeighboursOnly() {
        assertThat(SecurityHeaders.contentSecurityPolicy(Browser.SETTINGS))
                .isEqualTo(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
                                + " data:; connect-src 'self'; form-action 'self'"
                                + " http://127.0.0.1:8081 http://127.0.0.1:8082;"
                                + " frame-ancestors 'none'; base-uri 'none'");
    }
}
