package dev.turnpike.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.Accounts;
import dev.turnpike.billing.accounts.Member;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.LimitStanding;
import dev.turnpike.web.keys.FixedKeys;
import dev.turnpike.web.page.Browser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsPageTest {

    private static final LimitForm UNTOUCHED = new LimitForm("", "", "", Map.of());
    private static final UUID LAPTOP = FixedKeys.LAPTOP.id().value();
    private static final UUID OFFICE = FixedWorkspaces.OFFICE.id().value();

    private final Browser ada = Browser.ofAda();

    @Test
    void showsEachLimitWithWhatIsSpentAndLeftAndWhenItResets() {
        String html =
                open(
                        "limits",
                        UNTOUCHED,
                        WorkspaceForm.EMPTY,
                        FixedLimits.standing(
                                LimitScope.ACCOUNT,
                                Browser.ACME.value(),
                                LimitPeriod.MONTH,
                                "500",
                                "123.456"),
                        FixedLimits.standing(LimitScope.KEY, LAPTOP, LimitPeriod.DAY, "5", "5.25"));

        assertThat(html)
                .contains("$500.00", "each month", "$123.45", "$376.54", "1 Dec 2026, 00:00 UTC")
                .contains("$5.00", "each day", "23 Nov 2026, 00:00 UTC", "value=\"100\"")
                .contains("/removal", "name=\"csrf\"")
                .contains("target=account:" + Browser.ACME)
                .contains("aria-current=\"page\">Limits");
    }

    @Test
    void offersEverythingThatCanBeBounded() {
        String html = open("limits-empty", UNTOUCHED, WorkspaceForm.EMPTY);

        assertThat(html)
                .contains("No limit yet", "The whole account", "Workspace “Office”")
                .contains("Workspace “Agents &lt;b&gt;”", "Member Ada", "Key “laptop”")
                .doesNotContain("support bot");
    }

    @Test
    void leavesOutLimitsOfRevokedKeys() {
        String html =
                open(
                        "limits-revoked",
                        UNTOUCHED,
                        WorkspaceForm.EMPTY,
                        FixedLimits.standing(
                                LimitScope.KEY,
                                FixedKeys.OLD.id().value(),
                                LimitPeriod.DAY,
                                "5",
                                "0"));

        assertThat(html).contains("No limit yet");
    }

    @Test
    void fillsTheFormInWithWhatIsToBeChanged() {
        String code = LimitTarget.code(LimitScope.WORKSPACE, OFFICE);

        String html =
                open(
                        "limits-change",
                        new LimitForm(code, "12.5", "weekly", Map.of()),
                        WorkspaceForm.EMPTY);

        assertThat(html)
                .contains("value=\"" + code + "\" selected", "value=\"12.5\"")
                .contains("value=\"weekly\" selected");
    }

    @ParameterizedTest
    @CsvSource({
        "0, A limit must be above zero.",
        "0.00, A limit must be above zero.",
        "-5, A limit must be above zero.",
        "1.234, A limit has whole cents",
        "ten, This is not an amount.",
        "1e9, This is not an amount.",
        "99999999999, This is not an amount.",
        "'', Type an amount in dollars"
    })
    void saysBesideTheAmountWhatIsWrongWithIt(String typed, String sentence) {
        LimitForm form =
                new LimitForm(LimitTarget.code(LimitScope.KEY, LAPTOP), typed, "daily", Map.of());

        LimitForm refused = ((LimitForm.Bad) form.check(targets())).form();

        assertThat(refused.error("amount")).startsWith(sentence);
        assertThat(open("limits-refused", refused, WorkspaceForm.EMPTY))
                .contains("id=\"amount-error\"", "aria-invalid=\"true\"")
                .contains("value=\"" + typed + "\"");
    }

    @ParameterizedTest
    @CsvSource({"galaxy:1, daily, target", "'', daily, target", "account:x, daily, target"})
    void refusesAScopeThatIsNotListed(String target, String reset, String field) {
        LimitForm form = new LimitForm(target, "5", reset, Map.of());

        assertThat(((LimitForm.Bad) form.check(targets())).form().error(field)).isNotNull();
    }

    @Test
    void refusesATimeThatIsNotListed() {
        String code = LimitTarget.code(LimitScope.KEY, LAPTOP);

        LimitForm.Checked checked = new LimitForm(code, "5", "hourly", Map.of()).check(targets());

        assertThat(((LimitForm.Bad) checked).form().error("reset")).isNotNull();
    }

    @Test
    void ordersALimit() {
        String code = LimitTarget.code(LimitScope.KEY, LAPTOP);

        LimitForm.Checked checked =
                new LimitForm(code, "$1,000", "monthly", Map.of()).check(targets());

        assertThat(((LimitForm.Good) checked).order().toString())
                .contains("KEY", LAPTOP.toString(), "MONTH", "1000");
    }

    @Test
    void saysBesideTheNameOfAWorkspaceWhatIsWrongWithIt() {
        WorkspaceForm taken =
                new WorkspaceForm("", "office", "").refused("There is one of this name.");
        WorkspaceForm renamed =
                new WorkspaceForm(OFFICE.toString(), "Agents", "").refused("Taken, sadly.");

        assertThat(open("workspace-taken", UNTOUCHED, taken))
                .contains("There is one of this name.", "value=\"office\"", "new-name-error");
        assertThat(open("workspace-renamed", UNTOUCHED, renamed))
                .contains("Taken, sadly.", "value=\"Agents\"");
    }

    @Test
    void refusesANameOfAWorkspaceThatIsNoLineOfCharacters() {
        assertThat(WorkspaceForm.read("", Browser.typed("name", "Off\0ice")).error())
                .startsWith("A name is one line");
        assertThat(WorkspaceForm.read("", Browser.typed("name", "Öffice ☕")).error()).isEmpty();
    }

    private String open(
            String name, LimitForm form, WorkspaceForm workspace, LimitStanding... standings) {
        var view =
                new LimitsView(
                        ada.visitors(),
                        new FixedLimits(List.of(standings)),
                        workspaces(),
                        everything(),
                        Browser.CLOCK);
        return ada.open(name, view.page(form, workspace));
    }

    private List<LimitTarget> targets() {
        return everything().list(Browser.ACME);
    }

    private LimitTargets everything() {
        return new LimitTargets(
                new AdaAlone(ada.visitors().getVisitor().member()),
                workspaces(),
                new FixedKeys(List.of(FixedKeys.LAPTOP, FixedKeys.OLD)));
    }

    private static FixedWorkspaces workspaces() {
        return new FixedWorkspaces(List.of(FixedWorkspaces.OFFICE, FixedWorkspaces.AGENTS));
    }

    private record AdaAlone(Member member) implements Accounts {
        @Override
        public Optional<Member> findMember(String subject) {
            return Optional.of(member);
        }

        @Override
        public Member open(Member owner) {
            throw new UnsupportedOperationException("There is only Ada");
        }

        @Override
        public List<Member> listMembers(AccountId account) {
            return List.of(member);
        }
    }
}
