package dev.turnpike.billing.pricelists.wire;

import dev.turnpike.billing.pricelists.PriceListReader;
import dev.turnpike.billing.pricelists.wire.JsonValue.Fields;
import dev.turnpike.billing.pricelists.wire.JsonValue.Items;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Goes through a list row by row, so that never more than one of them is in memory as a tree. */
final class JsonRows {

    /** Real lists have up to 3,000. */
    static final int MAX_ROWS = 20_000;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_DIGITS = 100;
    private static final int MAX_TEXT = 100_000;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNumberLength(MAX_DIGITS)
                                    .maxStringLength(MAX_TEXT)
                                    .build())
                    .build();

    private final JsonParser parser;
    private int rows;

    private JsonRows(JsonParser parser) {
        this.parser = parser;
    }

    /** The fields of the outermost object. */
    static void fields(byte[] bytes, BiConsumer<String, JsonValue> row) {
        read(bytes, rows -> rows.eachField(row));
    }

    /** The items of the outermost array. */
    static void items(byte[] bytes, Consumer<JsonValue> row) {
        read(bytes, rows -> rows.eachItem(rows.parser.nextToken(), row));
    }

    /** The items of the array in this field of the outermost object. */
    static void itemsOf(String field, byte[] bytes, Consumer<JsonValue> row) {
        read(bytes, rows -> rows.eachItemOf(field, row));
    }

    private static void read(byte[] bytes, Consumer<JsonRows> walk) {
        if (bytes.length > PriceListReader.MAX_BYTES) {
            throw new UnreadableListException(
                    "it has more than " + PriceListReader.MAX_BYTES + " bytes");
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            walk.accept(new JsonRows(parser));
            if (parser.nextToken() != null) {
                throw new UnreadableListException("something follows its end");
            }
        } catch (JacksonException e) {
            throw new UnreadableListException("it is not proper JSON: " + e.getOriginalMessage());
        }
    }

    private void eachField(BiConsumer<String, JsonValue> row) {
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            count();
            String name = parser.currentName();
            parser.nextToken();
            row.accept(name, value());
        }
    }

    private void eachItemOf(String field, Consumer<JsonValue> row) {
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        boolean found = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = parser.currentName().equals(field);
            JsonToken token = parser.nextToken();
            if (wanted) {
                eachItem(token, row);
                found = true;
            } else {
                parser.skipChildren();
            }
        }
        if (!found) {
            throw new UnreadableListException("it has no field " + field);
        }
    }

    private void eachItem(JsonToken begin, Consumer<JsonValue> row) {
        expect(begin, JsonToken.START_ARRAY);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            count();
            row.accept(value());
        }
    }

    private void count() {
        if (++rows > MAX_ROWS) {
            throw new UnreadableListException("it has more than " + MAX_ROWS + " rows");
        }
    }

    private static void expect(JsonToken actual, JsonToken expected) {
        if (actual != expected) {
            throw new UnreadableListException("it begins with " + actual + ", not " + expected);
        }
    }

    private JsonValue value() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> new JsonValue.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            default -> new JsonValue.Literal(parser.getString());
        };
    }

    /** A number that nothing can hold is none: its row is refused if it needs one there. */
    private static JsonValue number(String written) {
        try {
            return new JsonValue.Decimal(new BigDecimal(written));
        } catch (NumberFormatException _) {
            return new JsonValue.Literal(written);
        }
    }

    private Fields object() {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        Set<String> repeated = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (values.put(name, value()) != null) {
                repeated.add(name);
            }
        }
        return new Fields(values, repeated);
    }

    private Items array() {
        List<JsonValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value());
        }
        return new Items(values);
    }
}
