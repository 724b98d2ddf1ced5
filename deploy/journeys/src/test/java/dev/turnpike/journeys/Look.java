package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Looks at a page as different people do: in light and dark, on a phone and on a desk. Takes
 * pictures, and lets axe-core judge each of them.
 */
final class Look {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int PHONE = 360;

    /** The narrowest window that is promised: also what 1280 pixels are at a zoom of 400 %. */
    private static final int NARROWEST = 320;

    /** What 1280 pixels are at a zoom of 200 %. */
    private static final int ZOOMED = 640;

    private static final int DESK = 1440;
    private static final int HEIGHT = 900;

    private final Page page;

    Look(Page page) {
        this.page = page;
    }

    /** Judges and pictures the page as it stands now, and leaves it as it was. */
    void at(String name) {
        for (int width : new int[] {NARROWEST, ZOOMED}) {
            page.setViewportSize(width, HEIGHT);
            fits("%s at %d".formatted(name, width));
        }
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : new int[] {PHONE, DESK}) {
                page.setViewportSize(width, HEIGHT);
                picture(name, scheme, width);
            }
            // Contrast depends on the colours and roles do not depend on the width: once for each
            // scheme.
            judge(name, scheme);
        }
    }

    private void picture(String name, ColorScheme scheme, int width) {
        String picture = "%s-%s-%d".formatted(name, scheme.name().toLowerCase(Locale.ROOT), width);
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(picture + ".png"))
                        .setFullPage(true));
        fits(picture);
    }

    private void fits(String what) {
        assertThat(
                        page.evaluate(
                                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("%s fits its width", what)
                .isEqualTo(true);
    }

    private void judge(String name, ColorScheme scheme) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as("accessibility of %s in %s", name, scheme)
                .extracting(Look::describe)
                .isEmpty();
    }

    private static String describe(Rule rule) {
        return rule.getId()
                + ": "
                + rule.getHelp()
                + " "
                + rule.getNodes().stream().limit(3).map(node -> node.getHtml()).toList();
    }
}
