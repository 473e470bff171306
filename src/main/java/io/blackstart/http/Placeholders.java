package io.blackstart.http;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code ${…}} of an environment file. */
public final class Placeholders {
    private static final Pattern SECRET = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

    private Placeholders() {}

    /**
     * Fills in environment variables.
     *
     * @throws IllegalArgumentException naming a variable that is not set
     */
    static String fill(String template, Function<String, Optional<String>> variables) {
        return SECRET.matcher(template)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                variables
                                        .apply(found.group(1))
                                        .orElseThrow(() ->
                                                new IllegalArgumentException(
                                                        "the environment variable "
                                                                + found.group(1)
                                                                + ", which a header names, is not"
                                                                + " set"))));
    }

    /** The values of one order. */
    public static UnaryOperator<String> order(OrderIds ids, long number) {
        String id = ids.text(number);
        String n = Long.toString(number);
        return template ->
                template.replace("${id}", id).replace("${n}", n).replace("${run}", ids.prefix());
    }

    /** The values of one page of a list. */
    public static UnaryOperator<String> page(OrderIds ids, String cursor) {
        return template ->
                template.replace("${run}", ids.prefix())
                        .replace(
                                "${cursor}",
                                java.net.URLEncoder.encode(
                                        cursor, java.nio.charset.StandardCharsets.UTF_8));
    }

    /** No values at all. */
    public static UnaryOperator<String> none() {
        return template -> template;
    }
}
