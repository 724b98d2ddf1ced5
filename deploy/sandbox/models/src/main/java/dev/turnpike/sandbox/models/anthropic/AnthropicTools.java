package dev.turnpike.sandbox.models.anthropic;

import dev.turnpike.sandbox.models.script.Tool;
import dev.turnpike.sandbox.models.script.Tooling;
import dev.turnpike.sandbox.models.wire.Body;
import java.util.List;
import java.util.Optional;

/** Reads the tools of a Messages request. */
final class AnthropicTools {

    private static final String SINGLE = "disable_parallel_tool_use";

    private AnthropicTools() {}

    static Tooling read(Body body) {
        List<Tool> tools = body.listObjects("tools").stream().map(AnthropicTools::tool).toList();
        Optional<Body> choice = body.findObject("tool_choice");
        if (tools.isEmpty() && choice.isPresent()) {
            throw body.wrongValue("tool_choice", "may only be specified while providing tools");
        }
        Tooling tooling =
                new Tooling(
                        tools,
                        choice.map(AnthropicTools::choice).orElseGet(Tooling.Choice.Free::new),
                        choice.map(AnthropicTools::parallel).orElse(Tooling.Parallel.UNSAID));
        if (tooling.choice() instanceof Tooling.Choice.Named(String name)
                && tools.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw body.wrongValue("tool_choice", "Tool '" + name + "' not found in provided tools");
        }
        return tooling;
    }

    private static Tool tool(Body tool) {
        if (!tool.findText("type").orElse("custom").equals("custom")) {
            throw tool.wrongValue("type", "this sandbox knows custom tools only");
        }
        return new Tool(
                tool.text("name"),
                tool.findText("description").orElse(""),
                tool.object("input_schema").node());
    }

    private static Tooling.Choice choice(Body choice) {
        return switch (choice.text("type")) {
            case "auto", "any" -> new Tooling.Choice.Free();
            case "none" -> new Tooling.Choice.Never();
            case "tool" -> new Tooling.Choice.Named(choice.text("name"));
            default -> throw choice.wrongValue("type", "expected auto, any, none or tool");
        };
    }

    private static Tooling.Parallel parallel(Body choice) {
        if (!choice.has(SINGLE)) {
            return Tooling.Parallel.UNSAID;
        }
        return choice.isTrue(SINGLE) ? Tooling.Parallel.FORBIDDEN : Tooling.Parallel.ASKED;
    }
}
