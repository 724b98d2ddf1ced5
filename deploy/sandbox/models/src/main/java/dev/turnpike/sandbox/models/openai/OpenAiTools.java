package dev.turnpike.sandbox.models.openai;

import dev.turnpike.sandbox.models.script.Tool;
import dev.turnpike.sandbox.models.script.Tooling;
import dev.turnpike.sandbox.models.wire.Body;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the tools of a Chat Completions request. */
final class OpenAiTools {

    private OpenAiTools() {}

    static Tooling read(Body body) {
        List<Tool> tools = body.listObjects("tools").stream().map(OpenAiTools::tool).toList();
        if (tools.isEmpty()) {
            refuseWithoutTools(body, "tool_choice");
            refuseWithoutTools(body, "parallel_tool_calls");
            return Tooling.NONE;
        }
        Tooling tooling = new Tooling(tools, choice(body), parallel(body));
        if (tooling.choice() instanceof Tooling.Choice.Named(String name)
                && tools.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw body.wrongValue("tool_choice", "no tool is named '" + name + "'");
        }
        return tooling;
    }

    private static void refuseWithoutTools(Body body, String field) {
        if (body.has(field)) {
            throw body.wrongValue(field, "only allowed when 'tools' are specified");
        }
    }

    private static Tool tool(Body tool) {
        if (!tool.text("type").equals("function")) {
            throw tool.wrongValue("type", "this sandbox knows tools of type function only");
        }
        Body function = tool.object("function");
        return new Tool(
                function.text("name"),
                function.findText("description").orElse(""),
                function.findObject("parameters")
                        .map(Body::node)
                        .orElseGet(JsonNodeFactory.instance::objectNode));
    }

    private static Tooling.Choice choice(Body body) {
        if (body.get("tool_choice").isObject()) {
            return new Tooling.Choice.Named(
                    body.object("tool_choice").object("function").text("name"));
        }
        return switch (body.findText("tool_choice").orElse("auto")) {
            case "none" -> new Tooling.Choice.Never();
            case "auto", "required" -> new Tooling.Choice.Free();
            default -> throw body.wrongValue("tool_choice", "expected none, auto or required");
        };
    }

    private static Tooling.Parallel parallel(Body body) {
        if (!body.has("parallel_tool_calls")) {
            return Tooling.Parallel.UNSAID;
        }
        return body.isTrue("parallel_tool_calls")
                ? Tooling.Parallel.ASKED
                : Tooling.Parallel.FORBIDDEN;
    }
}
