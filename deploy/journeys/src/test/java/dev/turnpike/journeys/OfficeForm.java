package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Map;

/** Sends forms as a browser does that checks nothing itself, and as a program would. */
final class OfficeForm {

    private static final int REFUSED = 422;
    private static final String METHOD = "POST";

    private final Page page;

    OfficeForm(Page page) {
        this.page = page;
    }

    /** Types into this field of the page, whatever it allows. */
    void type(String field, String text) {
        Locator place = page.locator("main [name=%s]".formatted(field)).first();
        place.evaluate("it => it.removeAttribute('maxlength')");
        place.fill(text);
    }

    /** Sends the form of this button; the status of the answer. */
    int send(String button) {
        page.evaluate("document.querySelectorAll('form').forEach(it => it.noValidate = true)");
        Locator sending = new Portal(page).button(button);
        Response answer =
                page.waitForResponse(
                        it -> METHOD.equals(it.request().method()), () -> sending.click());
        page.waitForLoadState();
        return answer.status();
    }

    /** Sends it, and is told beside this field what is wrong. */
    void isRefused(String button, String field) {
        assertThat(send(button)).isEqualTo(REFUSED);
        Locator reason = page.locator("#%s-error".formatted(field));
        assertThat(reason).isVisible();
        assertThat(reason).not().isEmpty();
    }

    /** The same as a program with the cookies of this browser; its status. */
    int post(String path, Map<String, String> fields) {
        FormData form = FormData.create();
        fields.forEach(form::set);
        APIResponse answer =
                page.request()
                        .post(
                                address(path),
                                RequestOptions.create().setForm(form).setMaxRedirects(0));
        return answer.status();
    }

    int get(String path) {
        return page.request().get(address(path)).status();
    }

    String text(String path) {
        return page.request().get(address(path)).text();
    }

    /** That a form of the open page carries. */
    String token() {
        return page.locator("input[name=csrf]").first().inputValue();
    }

    private static String address(String path) {
        return Stage.turnpike().publicUrl() + path;
    }
}
