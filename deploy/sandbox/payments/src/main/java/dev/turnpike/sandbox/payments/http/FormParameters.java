package dev.turnpike.sandbox.payments.http;

import dev.turnpike.sandbox.payments.api.ParameterRules;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Form-encoded parameters with brackets in their names, as {@code line_items[0][quantity]}.
 *
 * <p>Numbers are read only after {@link ParameterRules} has seen that they are numbers.
 */
public record FormParameters(List<Parameter> all) {

    /** One name with one value, decoded. */
    public record Parameter(String name, String value) {}

    public FormParameters {
        all = List.copyOf(all);
    }

    /**
     * Reads a query or a form.
     *
     * @throws IllegalArgumentException when a percent sign is not followed by two hexadecimal
     *     digits
     */
    public static FormParameters parse(String encoded) {
        var all = new ArrayList<Parameter>();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                all.add(new Parameter(decode(name), decode(value)));
            }
        }
        return new FormParameters(all);
    }

    public FormParameters and(FormParameters more) {
        var both = new ArrayList<>(all);
        both.addAll(more.all);
        return new FormParameters(both);
    }

    public Optional<String> find(String name) {
        return all.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .reduce((first, last) -> last);
    }

    public boolean has(String name) {
        return find(name).isPresent();
    }

    public Optional<Long> findNumber(String name) {
        return find(name).map(Long::valueOf);
    }

    public boolean isTrue(String name) {
        return find(name).equals(Optional.of("true"));
    }

    /** The values of {@code name[]} or {@code name[0]}, {@code name[1]}, …, in the order given. */
    public List<String> listValues(String name) {
        return all.stream()
                .filter(parameter -> parameter.name().matches("\\Q" + name + "\\E\\[\\d*]"))
                .map(Parameter::value)
                .toList();
    }

    /** The entries of {@code name[key]}, in the order given. */
    public Map<String, String> entries(String name) {
        var entries = new LinkedHashMap<String, String>();
        for (Parameter parameter : all) {
            if (parameter.name().startsWith(name + "[") && parameter.name().endsWith("]")) {
                int end = parameter.name().length() - 1;
                entries.put(parameter.name().substring(name.length() + 1, end), parameter.value());
            }
        }
        return entries;
    }

    /** The numbers used in {@code name[number]…}, smallest first. */
    public NavigableSet<Integer> indices(String name) {
        var indices = new TreeSet<Integer>();
        for (Parameter parameter : all) {
            if (parameter.name().matches("\\Q" + name + "\\E\\[\\d{1,3}].*")) {
                int end = parameter.name().indexOf(']', name.length());
                indices.add(Integer.valueOf(parameter.name().substring(name.length() + 1, end)));
            }
        }
        return indices;
    }

    /** The same text for the same parameters in any order. */
    public String canonical() {
        return all.stream()
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
