package dev.turnpike.web;

import dev.turnpike.web.operator.OperatorsOnlyFilter;
import dev.turnpike.web.page.CsrfFilter;
import dev.turnpike.web.page.Faults;
import dev.turnpike.web.page.HttpFaults;
import dev.turnpike.web.page.PageStatus;
import dev.turnpike.web.page.PageWriter;
import dev.turnpike.web.signin.SignedInFilter;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Puts the filters and writers of the pages in place. The server refuses providers whose
 * constructor takes beans, so they are asked for here, ready made.
 */
@Provider
public class Wiring implements Feature {

    static final List<Class<?>> PROVIDERS =
            List.of(
                    PageWriter.class,
                    PageStatus.class,
                    CsrfFilter.class,
                    SignedInFilter.class,
                    OperatorsOnlyFilter.class,
                    HttpFaults.class,
                    Faults.class);

    @Override
    public boolean configure(FeatureContext context) {
        PROVIDERS.forEach(provider -> context.register(CDI.current().select(provider).get()));
        return true;
    }
}
