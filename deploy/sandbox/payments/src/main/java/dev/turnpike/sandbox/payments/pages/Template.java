package dev.turnpike.sandbox.payments.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A piece of HTML with gaps, as {@code {{email}}}; texts are escaped on their way in. */
public record Template(String html) {

    /** HTML that is ready to be shown. */
    public record Markup(String html) {

        public static final Markup NONE = new Markup("");

        public static Markup escaped(String text) {
            return new Markup(
                    text.replace("&", "&amp;")
                            .replace("<", "&lt;")
                            .replace(">", "&gt;")
                            .replace("\"", "&quot;")
                            .replace("'", "&#39;"));
        }
    }

    private static final Pattern GAP = Pattern.compile("\\{\\{(\\w+)}}");

    /** The file beside this class. */
    public static Template load(String name) {
        return new Template(read(name));
    }

    public static String read(String name) {
        try (InputStream stream = Template.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The jar lacks " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + name, unreadable);
        }
    }

    /** Every gap must be filled, and a gap inside a filling stays as it is. */
    public Markup fill(Map<String, Markup> fillings) {
        Matcher gaps = GAP.matcher(html);
        var page = new StringBuilder();
        while (gaps.find()) {
            Markup filling = fillings.get(gaps.group(1));
            if (filling == null) {
                throw new IllegalArgumentException("Nothing fills the gap " + gaps.group(1));
            }
            gaps.appendReplacement(page, Matcher.quoteReplacement(filling.html()));
        }
        gaps.appendTail(page);
        return new Markup(page.toString());
    }
}
