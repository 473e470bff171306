package io.blackstart.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Pieces of HTML. All text that was not written in this package goes through {@link #text}; nothing
 * else escapes, so nothing is escaped twice.
 */
final class Html {
    private Html() {}

    /** The text as it may stand between tags and inside double quotes. */
    static String text(String text) {
        return Wording.oneLine(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** JSON as it may stand inside a script element. */
    static String json(String json) {
        return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
    }

    /** A section with a heading that can be linked to; nothing when there is nothing in it. */
    static String section(String id, String heading, String content) {
        return content.isBlank()
                ? ""
                : """
                <section id="%s" aria-labelledby="%s-heading">
                <h2 id="%s-heading">%s</h2>
                %s</section>
                """
                        .formatted(id, id, id, heading, content);
    }

    /**
     * A table; nothing when it has no rows.
     *
     * @param head of the columns, as HTML
     * @param rows from {@link #row}
     */
    static String table(String name, String caption, List<String> head, List<String> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        String columns =
                head.stream()
                        .map(column -> "<th scope=\"col\">" + column + "</th>")
                        .collect(Collectors.joining());
        return """
        <div class="scroll"><table class="%s">
        <caption class="quiet">%s</caption>
        <thead><tr>%s</tr></thead>
        <tbody>
        %s</tbody>
        </table></div>
        """
                .formatted(name, caption, columns, String.join("", rows));
    }

    /** A table's row: a heading and its cells, as HTML. */
    static String row(String heading, List<String> cells) {
        return "<tr><th scope=\"row\">"
                + heading
                + "</th>"
                + cells.stream().map(cell -> "<td>" + cell + "</td>").collect(Collectors.joining())
                + "</tr>\n";
    }

    /** Names and values, as HTML. */
    static String pairs(List<Pair> pairs) {
        return "<dl class=\"pairs\">\n"
                + pairs.stream()
                        .map(pair ->
                                "<div><dt>"
                                        + pair.name()
                                        + "</dt><dd>"
                                        + pair.value()
                                        + "</dd></div>\n")
                        .collect(Collectors.joining())
                + "</dl>\n";
    }

    /** A name and its value, as HTML. */
    record Pair(String name, String value) {}

    /** A share of a width, 0 to 1, as a CSS percentage. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", Math.clamp(share, 0, 1) * 100);
    }

    /**
     * A finding, outcome or the like as a coloured word; the sign and the word carry the meaning.
     */
    static String pill(String word) {
        String sign =
                switch (word) {
                    case "MET" -> "✓";
                    case "MISSED" -> "✗";
                    case "REFUSED" -> "–";
                    default -> "?";
                };
        return "<span class=\"pill %s\"><span aria-hidden=\"true\">%s</span> %s</span>"
                .formatted(word.toLowerCase(Locale.ROOT), sign, text(word));
    }
}
