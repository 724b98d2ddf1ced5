package dev.turnpike.web.operator;

import dev.turnpike.web.page.Visitor;
import dev.turnpike.web.page.Visitors;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Tells everybody but operators that there is nothing: what is there is nobody's business. */
@OperatorsOnly
@Singleton
@Priority(Priorities.AUTHORIZATION)
public class OperatorsOnlyFilter implements ContainerRequestFilter {

    private final Visitors visitors;

    @Inject
    public OperatorsOnlyFilter(Visitors visitors) {
        this.visitors = visitors;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (!visitors.findVisitor().map(Visitor::isOperator).orElse(false)) {
            throw new NotFoundException();
        }
    }
}
