package io.blackstart.evidence;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One kind of record as a JSON object, component by component, so that a new component or kind
 * needs no code here. Durations are whole nanoseconds, instants ISO-8601, enums their names; an
 * empty Optional is left out.
 */
final class RecordJson {
    private static final ClassValue<RecordJson> NESTED =
            new ClassValue<>() {
                @Override
                protected RecordJson computeValue(Class<?> kind) {
                    return of(kind);
                }
            };

    private final Constructor<?> constructor;
    private final List<Field> fields;
    private final Map<String, Field> byName;

    private record Field(int index, String name, Method accessor, Type type, Reader reader) {}

    /** Reads the value that the parser stands on. */
    private interface Reader {
        Object read(JsonParser parser);
    }

    private RecordJson(Constructor<?> constructor, List<Field> fields) {
        this.constructor = constructor;
        this.fields = List.copyOf(fields);
        this.byName = fields.stream().collect(Collectors.toMap(Field::name, Function.identity()));
    }

    static RecordJson of(Class<?> kind) {
        RecordComponent[] components = kind.getRecordComponents();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            Type type = component.getGenericType();
            fields.add(
                    new Field(i, component.getName(), component.getAccessor(), type, reader(type)));
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return new RecordJson(kind.getDeclaredConstructor(types), fields);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(kind + " has no canonical constructor", impossible);
        }
    }

    /** Writes the fields of {@code value} into the object that the generator is in. */
    void writeFields(JsonGenerator json, Record value) {
        for (Field field : fields) {
            Object component = component(field, value);
            if (component instanceof Optional<?> optional) {
                if (optional.isEmpty()) {
                    continue;
                }
                component = optional.get();
            }
            json.writeName(field.name());
            write(json, component);
        }
    }

    /**
     * Reads fields up to the end of the object that the parser is in. Fields that this version does
     * not know are passed over.
     *
     * @throws UnreadableEvidence when a field is missing or of another type
     */
    Object readFields(JsonParser parser) {
        @Nullable Object[] values = new Object[fields.size()];
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            Field field = byName.get(name);
            if (field == null) {
                parser.skipChildren();
            } else {
                values[field.index()] = field.reader().read(parser);
            }
        }
        for (Field field : fields) {
            if (values[field.index()] == null) {
                if (!isOptional(field.type())) {
                    throw new UnreadableEvidence("\"" + field.name() + "\" is missing");
                }
                values[field.index()] = Optional.empty();
            }
        }
        return construct(values);
    }

    private Object construct(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException wrong) {
            throw new UnreadableEvidence("not a " + constructor.getName(), wrong);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("records here are public", impossible);
        }
    }

    private static Object component(Field field, Record value) {
        try {
            return field.accessor().invoke(value);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("accessors of records are public", impossible);
        }
    }

    private static void write(JsonGenerator json, Object value) {
        switch (value) {
            case Duration duration -> json.writeNumber(duration.toNanos());
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case String text -> json.writeString(text);
            case Enum<?> constant -> json.writeString(constant.name());
            case Instant instant -> json.writeString(instant.toString());
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(element -> write(json, element));
                json.writeEndArray();
            }
            case Map<?, ?> map -> {
                json.writeStartObject();
                // sorted: the same event is the same bytes in each JVM
                new TreeMap<>(map)
                        .forEach((key, element) -> {
                            json.writeName((String) key);
                            write(json, element);
                        });
                json.writeEndObject();
            }
            case Record nested -> {
                json.writeStartObject();
                NESTED.get(nested.getClass()).writeFields(json, nested);
                json.writeEndObject();
            }
            default -> throw new IllegalStateException("no line format for " + value.getClass());
        }
    }

    private static boolean isOptional(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
    }

    private static Reader reader(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Reader element = reader(arguments[arguments.length - 1]);
            if (generic.getRawType() == Optional.class) {
                return parser -> Optional.of(element.read(parser));
            }
            return generic.getRawType() == List.class
                    ? parser -> list(parser, element)
                    : parser -> map(parser, element);
        }
        Class<?> kind = (Class<?>) type;
        if (kind.isEnum()) {
            Map<String, Object> constants =
                    Arrays.stream(kind.getEnumConstants())
                            .collect(Collectors.toMap(c -> ((Enum<?>) c).name(), c -> c));
            return parser -> constant(constants, kind, text(parser));
        }
        if (kind.isRecord()) {
            RecordJson nested = of(kind);
            return nested::readFields;
        }
        return scalar(kind);
    }

    private static Reader scalar(Class<?> kind) {
        if (kind == Duration.class) {
            return parser -> Duration.ofNanos(parser.getLongValue());
        }
        if (kind == long.class) {
            return JsonParser::getLongValue;
        }
        if (kind == int.class) {
            return JsonParser::getIntValue;
        }
        if (kind == boolean.class || kind == Boolean.class) {
            return JsonParser::getBooleanValue;
        }
        if (kind == String.class) {
            return RecordJson::text;
        }
        if (kind == Instant.class) {
            return parser -> instant(text(parser));
        }
        throw new IllegalStateException("no line format for " + kind);
    }

    private static String text(JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new UnreadableEvidence(
                    "\"" + parser.currentName() + "\" is " + parser.currentToken() + ", not text");
        }
        return parser.getString();
    }

    private static Object constant(Map<String, Object> constants, Class<?> kind, String name) {
        Object constant = constants.get(name);
        if (constant == null) {
            throw new UnreadableEvidence("no " + kind.getSimpleName() + " is named " + name);
        }
        return constant;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new UnreadableEvidence("not an instant: " + text, wrong);
        }
    }

    private static List<Object> list(JsonParser parser, Reader element) {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.read(parser));
        }
        return list;
    }

    private static Map<String, Object> map(JsonParser parser, Reader element) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            map.put(name, element.read(parser));
        }
        return map;
    }
}
