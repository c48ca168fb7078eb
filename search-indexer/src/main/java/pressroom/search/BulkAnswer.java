package pressroom.search;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the answer to a bulk request: one verdict for each item, in their order. */
final class BulkAnswer {

    /** What {@link #read} needs of an answer; without it most of its bytes would say what we know. */
    static final String FILTER =
            "items.*._index,items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by.reason";

    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final int LONGEST_REASON = 300;

    private final JsonParser json;
    private final String expected;
    private final char[] letters;
    private @Nullable String index;
    private int status;
    private @Nullable String type;
    private StringBuilder reason = new StringBuilder();

    private BulkAnswer(JsonParser json, String expected) {
        this.json = json;
        this.expected = expected;
        this.letters = expected.toCharArray();
    }

    /** @param index the one that has to take the items */
    static List<Verdict> read(InputStream body, String index) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            return new BulkAnswer(json, index).items();
        }
    }

    /** Items lie three objects and an array deep, and the filter leaves nothing else: {@code {"items":[{"index":{...}}]}}. */
    private List<Verdict> items() {
        List<Verdict> verdicts = new ArrayList<>();
        int depth = 0;
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            switch (token) {
                case START_OBJECT -> depth++;
                case END_OBJECT -> {
                    if (--depth == 2) {
                        verdicts.add(verdict());
                    }
                }
                case VALUE_NUMBER_INT, VALUE_STRING -> readValue(depth);
                default -> {}
            }
        }
        return verdicts;
    }

    private void readValue(int depth) {
        switch (json.currentName()) {
            case "_index" -> index = readIndex();
            case "status" -> status = json.getIntValue();
            case "type" -> type = depth == 4 ? json.getString() : type;
            case "reason" -> addReason(json.getString());
            default -> {}
        }
    }

    /** Makes no string of the name that nearly every item has. */
    private String readIndex() {
        int start = json.getStringOffset();
        int end = start + json.getStringLength();
        boolean isExpected = Arrays.equals(json.getStringCharacters(), start, end, letters, 0, letters.length);
        return isExpected ? expected : json.getString();
    }

    /** A reason may quote the whole field that was refused. */
    private void addReason(String text) {
        String cut = text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
        reason.append(reason.isEmpty() ? "" : "; because ").append(cut);
    }

    private Verdict verdict() {
        Verdict verdict = Verdict.of(status, type, reason.toString()).at(index, expected);
        index = null;
        status = 0;
        type = null;
        reason = new StringBuilder();
        return verdict;
    }
}
