package io.blackstart.fault;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.utils.builder.Buildable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The SDK's request from a template as it stands in a file: by the SDK's own description of its
 * fields, so that whatever FIS's model knows can be said, and what it does not know is refused by
 * name.
 */
final class FisRequests {
    private FisRequests() {}

    /**
     * The request that sends this template.
     *
     * @throws IllegalArgumentException naming each key that FIS does not know, or a value of the
     *     wrong kind
     */
    static CreateExperimentTemplateRequest.Builder createTemplate(Map<String, Object> template) {
        CreateExperimentTemplateRequest.Builder builder = CreateExperimentTemplateRequest.builder();
        fill(builder, "fault.fis", template);
        return builder;
    }

    private static void fill(SdkPojo pojo, String where, Map<?, ?> values) {
        Map<String, SdkField<?>> fields = new LinkedHashMap<>();
        pojo.sdkFields().forEach(field -> fields.put(field.locationName(), field));
        values.forEach((key, value) -> {
            SdkField<?> field = fields.get(String.valueOf(key));
            if (field == null) {
                throw new IllegalArgumentException(
                        where + "." + key + ": FIS knows only " + fields.keySet());
            }
            field.set(pojo, value(field, where + "." + key, value));
        });
    }

    private static Object value(SdkField<?> field, String where, Object value) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.SDK_POJO)) {
            SdkPojo nested = field.constructor().get();
            fill(nested, where, asMap(where, value));
            return ((Buildable) nested).build();
        }
        if (type.equals(MarshallingType.MAP)) {
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> result = new LinkedHashMap<>();
            asMap(where, value)
                    .forEach((key, each) ->
                            result.put(
                                    String.valueOf(key), value(member, where + "." + key, each)));
            return result;
        }
        if (type.equals(MarshallingType.LIST)) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            if (!(value instanceof List<?> items)) {
                throw new IllegalArgumentException(where + ": a list is needed, not " + value);
            }
            List<Object> result = new ArrayList<>();
            for (Object item : items) {
                result.add(value(member, where + "[" + result.size() + "]", item));
            }
            return result;
        }
        if (type.equals(MarshallingType.INTEGER)) {
            return Integer.valueOf(String.valueOf(value));
        }
        if (type.equals(MarshallingType.LONG)) {
            return Long.valueOf(String.valueOf(value));
        }
        if (type.equals(MarshallingType.BOOLEAN)) {
            return Boolean.valueOf(String.valueOf(value));
        }
        return String.valueOf(value);
    }

    private static Map<?, ?> asMap(String where, Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(where + ": keys and values are needed, not " + value);
    }
}
