package dev.turnpike.sandbox.models.script;

import dev.turnpike.sandbox.models.schema.SchemaInstance;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Calls the tools it is given, then tells what they answered. */
final class ToolsScript implements Script {

    private final Tokens tokens;

    ToolsScript(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Outcome answer(Ask ask) {
        List<String> results = ask.openResults();
        if (!results.isEmpty()) {
            return say("The tool answered: " + String.join("; ", results));
        }
        List<Tool> chosen = chosen(ask);
        if (chosen.isEmpty()) {
            return say("There is no tool to call.");
        }
        List<Segment> calls = chosen.stream().<Segment>map(this::call).toList();
        return new Answer(calls, Pace.AT_ONCE, false, OptionalInt.empty());
    }

    private Answer say(String words) {
        return Answer.of(new Segment.Text(tokens.split(words)));
    }

    private static List<Tool> chosen(Ask ask) {
        List<Tool> tools = ask.tooling().tools();
        return switch (ask.tooling().choice()) {
            case Tooling.Choice.Never() -> List.of();
            case Tooling.Choice.Named(String name) ->
                    tools.stream().filter(tool -> tool.name().equals(name)).toList();
            case Tooling.Choice.Free() -> parallel(ask) ? firstTwo(tools) : firstOf(tools);
        };
    }

    private static boolean parallel(Ask ask) {
        return switch (ask.tooling().parallel()) {
            case ASKED -> true;
            case FORBIDDEN -> false;
            case UNSAID -> Directives.read(ask.lastUserText()).has(Directive.PARALLEL);
        };
    }

    private static List<Tool> firstOf(List<Tool> tools) {
        return tools.stream().limit(1).toList();
    }

    /** Two calls in one answer; the same tool twice when there is only one. */
    private static List<Tool> firstTwo(List<Tool> tools) {
        return tools.isEmpty()
                ? tools
                : List.of(tools.getFirst(), tools.get(tools.size() == 1 ? 0 : 1));
    }

    private Segment.Call call(Tool tool) {
        JsonNode arguments = SchemaInstance.of(tool.schema());
        return new Segment.Call(tool.name(), arguments, tokens.split(arguments.toString()));
    }
}
