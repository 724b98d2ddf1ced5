package dev.turnpike.web.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.KeyCreation.Order;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.workspaces.Workspace;
import dev.turnpike.web.keys.KeyForm.Bad;
import dev.turnpike.web.keys.KeyForm.Good;
import dev.turnpike.web.limits.FixedWorkspaces;
import dev.turnpike.web.page.Browser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormTest {

    private static final String AGENTS = FixedWorkspaces.AGENTS.id().toString();
    private static final List<Workspace> WORKSPACES =
            List.of(FixedWorkspaces.OFFICE, FixedWorkspaces.AGENTS);

    @Test
    void ordersAKeyWithLimitAndLifetime() {
        KeyForm form = new KeyForm("laptop", "$12.50", "daily", AGENTS, "30", Map.of());

        assertThat(form.check(Browser.NOW, WORKSPACES))
                .isEqualTo(
                        new Good(
                                new Order(
                                        "laptop",
                                        FixedWorkspaces.AGENTS.id(),
                                        Usd.parse("12.5"),
                                        LimitPeriod.DAY,
                                        Browser.NOW.plus(Duration.ofDays(30)))));
    }

    @Test
    void needsNothingButAName() {
        assertThat(new KeyForm("laptop", "", "", "", "", Map.of()).check(Browser.NOW, WORKSPACES))
                .isEqualTo(new Good(new Order("laptop", null, null, LimitPeriod.TOTAL, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "ten", "1.234", "1e9", "99999999999999999999"})
    void refusesALimitThatIsNotAnAmountAboveZero(String limit) {
        assertThat(
                        new KeyForm("laptop", limit, "", "", "", Map.of())
                                .check(Browser.NOW, WORKSPACES))
                .isInstanceOfSatisfying(
                        Bad.class, bad -> assertThat(bad.form().error("limit")).isNotNull());
    }

    @Test
    void refusesALifetimeThatWasNotOffered() {
        assertThat(
                        new KeyForm("laptop", "", "", "", "999999999999", Map.of())
                                .check(Browser.NOW, WORKSPACES))
                .isInstanceOfSatisfying(
                        Bad.class, bad -> assertThat(bad.form().error("expiry")).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({"reset, hourly, ''", "workspace, '', 0193a000-0000-7000-8000-0000000000ff"})
    void refusesAResetOrWorkspaceThatWasNotOffered(String field, String reset, String workspace) {
        KeyForm form = new KeyForm("laptop", "5", reset, workspace, "", Map.of());

        assertThat(form.check(Browser.NOW, WORKSPACES))
                .isInstanceOfSatisfying(
                        Bad.class, bad -> assertThat(bad.form().error(field)).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lap\ttop", "\u200B"})
    void refusesANameThatIsNoLineOfCharacters(String name) {
        assertThat(new KeyForm(name, "", "", "", "", Map.of()).check(Browser.NOW, WORKSPACES))
                .isInstanceOfSatisfying(
                        Bad.class,
                        bad -> assertThat(bad.form().error("name")).startsWith("A name is one"));
    }

    @Test
    void asksForTheAmountThatResets() {
        assertThat(
                        new KeyForm("laptop", "", "daily", "", "", Map.of())
                                .check(Browser.NOW, WORKSPACES))
                .isInstanceOfSatisfying(
                        Bad.class,
                        bad ->
                                assertThat(bad.form().errors())
                                        .containsExactly(
                                                Map.entry(
                                                        "limit",
                                                        "Type the amount that resets daily.")));
    }

    @Test
    void keepsEverythingThatWasTypedWhenTheNameIsMissing() {
        assertThat(
                        new KeyForm("", "25", "weekly", "", "7", Map.of())
                                .check(Browser.NOW, WORKSPACES))
                .isInstanceOfSatisfying(
                        Bad.class,
                        bad -> {
                            assertThat(bad.form().limit()).isEqualTo("25");
                            assertThat(bad.form().reset()).isEqualTo("weekly");
                            assertThat(bad.form().expiry()).isEqualTo("7");
                            assertThat(bad.form().error("name")).isNotNull();
                        });
    }
}
