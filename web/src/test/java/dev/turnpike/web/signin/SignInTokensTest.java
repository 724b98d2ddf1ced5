package dev.turnpike.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.Identity;
import java.util.List;
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

    @Test
    void knowsAnOperatorByTheRole() {
        assertThat(SignInTokens.isOperator(Map.of("groups", List.of("customer", "operator"))))
                .isTrue();
    }

    @Test
    void takesNothingElseForTheRole() {
        assertThat(SignInTokens.isOperator(Map.of())).isFalse();
        assertThat(SignInTokens.isOperator(Map.of("groups", List.of("customer")))).isFalse();
        assertThat(SignInTokens.isOperator(Map.of("groups", List.of("operators")))).isFalse();
        assertThat(SignInTokens.isOperator(Map.of("groups", "operator"))).isFalse();
        assertThat(SignInTokens.isOperator(Map.of("name", List.of("operator")))).isFalse();
    }
}
