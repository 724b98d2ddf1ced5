package dev.turnpike.web.statements;

import dev.turnpike.web.credits.Seller;
import dev.turnpike.web.page.Pdf;
import dev.turnpike.web.page.Visitor;
import dev.turnpike.web.statements.Statements.Found;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Prints a statement. */
@Singleton
public class StatementPdf {

    private final Pdf pdf;
    private final Seller seller;

    @Inject
    public StatementPdf(Pdf pdf, Seller seller) {
        this.pdf = pdf;
        this.seller = seller;
    }

    /** The document for this month, as whoever asks for it sees it. */
    byte[] print(Found found, Visitor visitor) {
        return pdf.print(
                "statements/print",
                Map.of(
                        "month",
                        found.month(),
                        "isOver",
                        found.isOver(),
                        "sheet",
                        StatementSheet.of(found.statement()),
                        "seller",
                        seller,
                        "customer",
                        customer(visitor),
                        "account",
                        visitor.account().toString()));
    }

    /**
     * Whoever gave no name is called by the e-mail address, which then need not stand there twice.
     */
    private static List<String> customer(Visitor visitor) {
        String email = visitor.member().email();
        return visitor.name().equalsIgnoreCase(email)
                ? List.of(email)
                : List.of(visitor.name(), email);
    }
}
