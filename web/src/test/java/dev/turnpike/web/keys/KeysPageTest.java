package dev.turnpike.web.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.workspaces.Workspace;
import dev.turnpike.web.limits.FixedLimits;
import dev.turnpike.web.limits.FixedWorkspaces;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeysPageTest {

    private final Browser ada = Browser.ofAda();

    @Test
    void showsEachKeyWithItsSpendAgainstItsLimit() {
        String html = ada.open("keys", page(FixedKeys.LAPTOP, FixedKeys.OLD).list());

        assertThat(html)
                .contains("laptop", "sk-tp-v1-ab12...9f3Q", "$6.25", "00375", "$25.00")
                .contains("each week", "resets", "23 Nov 2026, 00:00 UTC", "value=\"25\"")
                .contains("revoked");
    }

    @Test
    void asksForTheWorkspaceOnlyIfThereIsAChoice() {
        List<Workspace> two = List.of(FixedWorkspaces.OFFICE, FixedWorkspaces.AGENTS);

        assertThat(ada.open("keys", page(FixedKeys.LAPTOP).list()))
                .doesNotContain("name=\"workspace\"");
        assertThat(ada.open("keys-workspaces", page(two, FixedKeys.LAPTOP).list()))
                .contains("name=\"workspace\"", "Agents &lt;b&gt;");
    }

    @Test
    void offersToRevokeOnlyKeysThatAreAlive() {
        String html = ada.open("keys", page(FixedKeys.LAPTOP, FixedKeys.OLD).list());

        assertThat(html)
                .contains("/keys/" + FixedKeys.LAPTOP.id() + "/revocation")
                .doesNotContain("/keys/" + FixedKeys.OLD.id() + "/revocation");
    }

    @Test
    void saysWhatToDoWhenThereIsNoKey() {
        assertThat(ada.open("keys-empty", page().list()))
                .contains("No key yet")
                .contains("<details class=\"card\" open=\"open\">");
    }

    @Test
    void keepsWhatWasTypedBesideWhatIsWrong() {
        KeyForm typed =
                new KeyForm(
                        "CI <b>",
                        "a lot",
                        "",
                        "",
                        "",
                        Map.of("limit", "Type an amount above zero."));

        String html = ada.open("keys-refused", page(FixedKeys.LAPTOP).page(typed));

        assertThat(html)
                .contains("value=\"CI &lt;b&gt;\"", "value=\"a lot\"")
                .contains("aria-invalid=\"true\"", "Type an amount above zero.");
    }

    @Test
    void namesEachCopyOfItsForm() {
        Pattern name = Pattern.compile("name=\"form\" value=\"([0-9a-f-]{36})\"");

        assertThat(Stream.of(1, 2).map(_ -> ada.open("keys", page().list())))
                .extracting(html -> name.matcher(html).results().map(it -> it.group(1)).toList())
                .doesNotHaveDuplicates()
                .allSatisfy(names -> assertThat(names).hasSize(1));
    }

    @Test
    void showsTheSecretOnceWithALineForTheShell() {
        Page created =
                Page.of("keys/created", "Your new key", Section.KEYS)
                        .with("name", "laptop")
                        .with("secret", "sk-tp-v1-abc")
                        .with("apiBase", Browser.SETTINGS.apiBase());

        assertThat(ada.open("keys-created", created))
                .contains("export TURNPIKE_API_KEY=sk-tp-v1-abc")
                .contains("http://127.0.0.1:8080/api/v1");
    }

    @Test
    void asksForTheNameBeforeItRevokes() {
        Page page =
                Page.of("keys/revocation", "Revoke a key", Section.KEYS)
                        .with("key", KeyRow.of(FixedKeys.LAPTOP, List.of(), Browser.NOW))
                        .with("typed", "lap")
                        .with("error", "This is not the name of the key. Nothing was changed.");

        assertThat(ada.open("keys-revocation", page))
                .contains("name=\"csrf\"", "value=\"lap\"", "Nothing was changed.");
    }

    private KeysPage page(ApiKey... keys) {
        return page(List.of(FixedWorkspaces.OFFICE), keys);
    }

    private KeysPage page(List<Workspace> workspaces, ApiKey... keys) {
        return new KeysPage(
                ada.visitors(),
                new FixedKeys(List.of(keys)),
                new FixedLimits(
                        List.of(
                                FixedLimits.standing(
                                        LimitScope.KEY,
                                        FixedKeys.LAPTOP.id().value(),
                                        LimitPeriod.WEEK,
                                        "25",
                                        "6.2500375"))),
                new FixedWorkspaces(workspaces),
                Browser.CLOCK);
    }
}
