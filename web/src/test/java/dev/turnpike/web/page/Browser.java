package dev.turnpike.web.page;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.Member;
import dev.turnpike.billing.accounts.MemberId;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.topups.AutoTopUp;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Shows pages as a browser would get them, without a server. Each is also written to {@code
 * target/pages}, to be looked at.
 */
public final class Browser {

    /** When all of it happens. */
    public static final Instant NOW = Instant.parse("2026-11-22T17:05:00Z");

    public static final InstantSource CLOCK = InstantSource.fixed(NOW);

    public static final AccountId ACME =
            new AccountId(UUID.fromString("0193a000-0000-7000-8000-000000000001"));

    public static final PortalSettings SETTINGS =
            new PortalSettings(
                    URI.create("http://127.0.0.1:8080"),
                    URI.create("http://127.0.0.1:8081/realms/turnpike"),
                    List.of(URI.create("http://127.0.0.1:8082")),
                    true);

    private final MapNotes notes = new MapNotes();
    private final Visitors visitors = new Visitors(notes);
    private final Templates templates = new Templates();
    private final FixedLedger ledger;
    private FixedTopUps topUps = new FixedTopUps(null);

    private Browser(FixedLedger ledger) {
        this.ledger = ledger;
    }

    /** Nobody is signed in. */
    public static Browser ofStranger() {
        return new Browser(FixedLedger.of(new Balance(Usd.ZERO, Usd.ZERO, Usd.ZERO)));
    }

    /** Ada of acme is signed in and has $12.40, of which $0.35 is in flight. */
    public static Browser ofAda() {
        return of("Ada Lovelace");
    }

    /** Somebody with this name is signed in. */
    public static Browser of(String name) {
        return of(name, false);
    }

    /** Ada runs the installation. */
    public static Browser ofOperator() {
        return of("Ada Lovelace", true);
    }

    private static Browser of(String name, boolean isOperator) {
        Browser browser =
                new Browser(
                        FixedLedger.of(
                                new Balance(Usd.parse("12.4000375"), Usd.parse("0.35"), Usd.ZERO)));
        browser.visitors.remember(
                new Visitor(
                        new Member(
                                MemberId.next(),
                                ACME,
                                "subject-ada",
                                "ada@acme.example",
                                name,
                                NOW),
                        isOperator));
        return browser;
    }

    public Visitors visitors() {
        return visitors;
    }

    public MapNotes notes() {
        return notes;
    }

    public FixedLedger ledger() {
        return ledger;
    }

    /** The same person with this automatic top-up. */
    public Browser with(AutoTopUp topUp) {
        topUps = new FixedTopUps(topUp);
        return this;
    }

    /** The HTML of this page; it is kept under this name. */
    public String open(String name, Page page) {
        Map<String, Object> model = new HashMap<>(page.model());
        model.put("frame", frame(page));
        String html = templates.render(page.template(), model);
        keep(name, html);
        return html;
    }

    /** A form of which this field was filled in. */
    public static Fields typed(String field, String text) {
        return new Fields(form(field, text));
    }

    /** The request that it comes with. */
    static HttpServletRequest form(String field, String text) {
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        Browser.class.getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        (request, method, names) ->
                                method.getName().equals("getParameter") && names[0].equals(field)
                                        ? text
                                        : null);
    }

    Frame frame(Page page) {
        return new Frames(visitors, notes, new CsrfToken(notes), ledger, topUps, new Assets())
                .around(page);
    }

    private static void keep(String name, String html) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "pages"));
            Files.writeString(folder.resolve(name + ".html"), html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
