package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/**
 * Somebody without a mouse: reaches everything by the tab key, and must see at every stop on the
 * way where they are.
 */
final class Keyboard {

    /** More stops than any page has: who needs more is caught in a trap. */
    private static final int TOO_FAR = 150;

    /**
     * What is wrong with the stop that has the focus; empty when nothing is. A chip is drawn by the
     * text beside its radio button. What is taller than half the window cannot be hidden by the bar
     * at the top. How fields look that have the focus is Keycloak's affair on the pages of the
     * sign-in.
     */
    private static final String COMPLAINT =
            """
            () => {
              const stop = document.activeElement;
              if (!stop || stop === document.body || location.pathname.startsWith('/realms/')) return '';
              const drawn = getComputedStyle(stop).opacity === '0' ? stop.nextElementSibling : stop;
              const style = getComputedStyle(drawn);
              const name = drawn.outerHTML.slice(0, 120);
              if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1)
                return 'no outline: ' + name;
              const box = drawn.getBoundingClientRect();
              if (box.height > innerHeight / 2) return '';
              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return top && (drawn.contains(top) || top.contains(drawn) || top.contains(stop))
                ? '' : 'not in sight: ' + name;
            }""";

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    /** Goes on, stop by stop, until this one has the focus. */
    void tabTo(Locator target) {
        target.waitFor();
        for (int stops = 0; !isAt(target); stops++) {
            assertThat(stops).as("stops before %s", target).isLessThan(TOO_FAR);
            tab();
        }
    }

    /** Goes to the next stop. */
    void tab() {
        page.keyboard().press("Tab");
        assertThat(page.evaluate(COMPLAINT)).as("focus on %s", page.url()).isEqualTo("");
    }

    void enter(Locator target) {
        tabTo(target);
        page.keyboard().press("Enter");
    }

    void space(Locator target) {
        tabTo(target);
        page.keyboard().press("Space");
    }

    /** Replaces what the field says. */
    void type(Locator field, String text) {
        tabTo(field);
        page.keyboard().press("ControlOrMeta+A");
        page.keyboard().type(text);
    }

    boolean isAt(Locator target) {
        return (boolean) target.evaluate("each => each === document.activeElement");
    }
}
