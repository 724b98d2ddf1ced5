package dev.turnpike.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.web.page.Assets.Asset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssetsTest {

    /** What a first visit may load in style and script, compressed. */
    private static final int BUDGET_BYTES = 60_000;

    private final Assets assets = new Assets();

    @Test
    void namesEachEditionByItsContent() {
        assertThat(assets.url("app.css")).matches("/assets/[0-9a-f]{12}/app\\.css");
        assertThat(assets.url("app.css")).isEqualTo(new Assets().url("app.css"));
    }

    @Test
    void staysSmallEnoughForAFirstVisit() {
        int total =
                Stream.of("app.css", "theme.js", "app.js", "htmx.min.js", "favicon.svg")
                        .map(name -> assets.find(name).orElseThrow())
                        .mapToInt((Asset asset) -> asset.zipped().length)
                        .sum();

        assertThat(total).isLessThan(BUDGET_BYTES);
    }

    @Test
    void knowsNothingBesidesItsFiles() {
        assertThat(assets.find("../WEB-INF/web.xml")).isEmpty();
    }
}
