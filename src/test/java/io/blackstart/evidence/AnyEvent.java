package io.blackstart.evidence;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Any record of a kind, from a seed. */
final class AnyEvent {
    private static final List<String> WORDS =
            List.of("", "a", "eu-central-1", "\"quoted\"", "line\nbreak", "naïve 🐈", "\\", "{}");

    private AnyEvent() {}

    static Object of(Class<?> kind, SplittableRandom random) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = value(components[i].getGenericType(), random);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return kind.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object value(Type type, SplittableRandom random)
            throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return container(generic, random);
        }
        Class<?> kind = (Class<?>) type;
        if (kind.isEnum()) {
            return kind.getEnumConstants()[random.nextInt(kind.getEnumConstants().length)];
        }
        if (kind == Duration.class) {
            return Duration.ofNanos(random.nextLong(-1_000, 21_600_000_000_000L));
        }
        if (kind == Instant.class) {
            return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(999));
        }
        if (kind == long.class) {
            return random.nextLong();
        }
        if (kind == int.class) {
            return random.nextInt();
        }
        if (kind == boolean.class || kind == Boolean.class) {
            return random.nextBoolean();
        }
        return kind == String.class ? WORDS.get(random.nextInt(WORDS.size())) : of(kind, random);
    }

    private static Object container(ParameterizedType generic, SplittableRandom random)
            throws ReflectiveOperationException {
        Type[] arguments = generic.getActualTypeArguments();
        if (generic.getRawType() == Optional.class) {
            return random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(value(arguments[0], random));
        }
        int size = random.nextInt(4);
        if (generic.getRawType() == List.class) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(value(arguments[0], random));
            }
            return list;
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(value(arguments[0], random), value(arguments[1], random));
        }
        return map;
    }
}
