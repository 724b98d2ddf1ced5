package dev.turnpike.sandbox.payments.documents;

import dev.turnpike.sandbox.payments.http.Endpoint;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.http.HttpCall;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import dev.turnpike.sandbox.payments.pages.Frame;
import dev.turnpike.sandbox.payments.pages.Template;
import dev.turnpike.sandbox.payments.pages.Template.Markup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Serves receipts and invoices to whoever has their address, which cannot be guessed. */
public final class DocumentPart implements Endpoint.Part {

    private static final Pattern RECEIPT = Pattern.compile("/receipts/(ch_\\w{1,100})");
    private static final Pattern INVOICE = Pattern.compile("/invoices/(in_\\w{1,100})(/pdf)?");

    private final ObjectStore store;
    private final Frame frame;
    private final Template document = Template.load("document.html");
    private final Template line = Template.load("tax-line.html");

    public DocumentPart(ObjectStore store, Frame frame) {
        this.store = store;
        this.frame = frame;
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            return frame.wrongMethod();
        }
        Matcher receipt = RECEIPT.matcher(call.path());
        if (receipt.matches()) {
            return store.find(Kind.CHARGE, receipt.group(1))
                    .flatMap(Document::ofCharge)
                    .map(paper -> page(paper, Markup.NONE))
                    .orElseGet(frame::unknown);
        }
        Matcher invoice = INVOICE.matcher(call.path());
        Optional<Document> found =
                invoice.matches()
                        ? store.find(Kind.INVOICE, invoice.group(1)).map(Document::ofInvoice)
                        : Optional.empty();
        return found.map(paper -> invoice.group(2) == null ? linked(paper, call) : pdf(paper))
                .orElseGet(frame::unknown);
    }

    private HttpAnswer.Text linked(Document paper, HttpCall call) {
        return page(paper, Frame.link(call.path() + "/pdf", "Download as PDF"));
    }

    private HttpAnswer.Text page(Document paper, Markup link) {
        List<Document.Line> lines = paper.lines();
        String shown =
                lines.stream()
                        .map(
                                each ->
                                        line.fill(
                                                        Map.of(
                                                                "description",
                                                                Markup.escaped(each.text()),
                                                                "amount",
                                                                Markup.escaped(each.amount())))
                                                .html())
                        .collect(Collectors.joining());
        Markup body =
                document.fill(
                        Map.of(
                                "title",
                                Markup.escaped(paper.title()),
                                "lines",
                                new Markup(shown),
                                "link",
                                link));
        return frame.page(200, paper.title(), body, "");
    }

    private static HttpAnswer.Text pdf(Document paper) {
        return new HttpAnswer.Text(
                200,
                Map.of(
                        "Content-Type", "application/pdf",
                        "Content-Disposition", "attachment; filename=\"invoice.pdf\"",
                        "X-Content-Type-Options", "nosniff"),
                Pdf.of(paper));
    }
}
