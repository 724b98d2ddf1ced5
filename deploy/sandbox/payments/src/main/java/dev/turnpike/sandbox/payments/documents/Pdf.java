package dev.turnpike.sandbox.payments.documents;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a document as a PDF of one page, in the font that every reader has. */
final class Pdf {

    /** More lines do not fit on the page. */
    private static final int MAX_LINES = 40;

    private Pdf() {}

    /** In ASCII only: any other character becomes a question mark. */
    static String of(Document paper) {
        var objects = new ArrayList<String>();
        String content = content(paper);
        objects.add("<< /Type /Catalog /Pages 2 0 R >>");
        objects.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        objects.add(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>");
        objects.add("<< /Length " + content.length() + " >>\nstream\n" + content + "endstream");
        objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        return assembled(objects);
    }

    private static String content(Document paper) {
        var text = new StringBuilder();
        text.append("BT /F1 18 Tf 50 780 Td (").append(escaped(paper.title())).append(") Tj ET\n");
        text.append("BT /F1 10 Tf 50 760 Td (Payment sandbox - no real money) Tj ET\n");
        int height = 730;
        for (Document.Line line : paper.lines().stream().limit(MAX_LINES).toList()) {
            text.append(shown(50, height, line.text())).append(shown(400, height, line.amount()));
            height -= 17;
        }
        return text.toString();
    }

    private static String shown(int left, int height, String text) {
        return "BT /F1 11 Tf %d %d Td (%s) Tj ET\n".formatted(left, height, escaped(text));
    }

    private static String escaped(String text) {
        String ascii =
                new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
        return ascii.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
    }

    /** With the table of positions by which readers find each object. */
    private static String assembled(List<String> objects) {
        var file = new StringBuilder("%PDF-1.4\n");
        var positions = new StringBuilder();
        for (int index = 0; index < objects.size(); index++) {
            positions.append("%010d 00000 n \n".formatted(file.length()));
            file.append(index + 1)
                    .append(" 0 obj\n")
                    .append(objects.get(index))
                    .append("\nendobj\n");
        }
        int table = file.length();
        int size = objects.size() + 1;
        file.append("xref\n0 ").append(size).append("\n0000000000 65535 f \n").append(positions);
        file.append("trailer\n<< /Size ").append(size).append(" /Root 1 0 R >>\nstartxref\n");
        return file.append(table).append("\n%%EOF\n").toString();
    }
}
