package dev.turnpike.web.page;

import dev.turnpike.web.page.Page.Section;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page: title, navigation, balance, and the one sentence about what was done.
 *
 * @param person null while nobody is signed in
 */
public record Frame(
        String title,
        Section section,
        @Nullable Person person,
        @Nullable Flash flash,
        Assets assets) {

    /**
     * The part that belongs to the person who is signed in.
     *
     * @param balance all that is paid and not spent
     * @param held what of it is set aside for running calls; null when nothing is
     * @param csrf the token for forms
     * @param isOperator whether the pages about the installation are shown
     * @param isTopUpStopped whether automatic top-up was switched off, and not by the owner
     */
    public record Person(
            String name,
            String email,
            Amount balance,
            @Nullable Amount held,
            String csrf,
            boolean isOperator,
            boolean isTopUpStopped) {

        /** What stands for the person where there is no room for the name. */
        public String initial() {
            return name.isBlank() ? "?" : name.substring(0, name.offsetByCodePoints(0, 1));
        }
    }

    /** Whether this entry of the navigation is where we are. */
    public boolean isAt(String entry) {
        return section.name().equals(entry);
    }

    /** Names one copy of a form, so that its second sending can be told from another form. */
    public String form() {
        return UUID.randomUUID().toString();
    }

    /** The address of a file of the site. */
    public String asset(String name) {
        return assets.url(name);
    }
}
