package dev.turnpike.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.Identity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignInTokensTest {

    @Test
    void readsThePersonFromTheClaims() {
        Map<String, Object> claims =
                Map.of("sub", "s-1", "email", "ada@acme.example", "name", "Ada Lovelace");

        assertThat(SignInTokens.identity(claims))
                .isEqualTo(new Identity("s-1", "ada@acme.example", "Ada Lovelace"));
    }

    @Test
    void leavesEmptyWhatTheProviderDidNotTell() {
        assertThat(SignInTokens.identity(Map.of("sub", "s-1")))
                .isEqualTo(new Identity("s-1", "", ""));
    }
}
