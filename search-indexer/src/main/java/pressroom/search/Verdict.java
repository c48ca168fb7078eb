package pressroom.search;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of one document of a bulk.
 *
 * @param kind whether it is over
 * @param reason why not, or why refused
 */
record Verdict(Kind kind, String reason) {

    /** DONE: the index has this version or a higher one. OPEN: send it again. REFUSED: never will the index take it. */
    enum Kind {
        DONE,
        OPEN,
        REFUSED
    }

    static final Verdict DONE = new Verdict(Kind.DONE, "");

    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;
    private static final int FIRST_ERROR = 300;

    /** Whatever else comes with status 400, such as a closed index, is the index's fault and not the document's. */
    private static final Set<String> DOCUMENT_FAULTS = Set.of(
            "document_parsing_exception",
            "mapper_parsing_exception",
            "strict_dynamic_mapping_exception",
            "illegal_argument_exception");

    static Verdict open(String reason) {
        return new Verdict(Kind.OPEN, reason);
    }

    static Verdict refused(String reason) {
        return new Verdict(Kind.REFUSED, reason);
    }

    /** Judges an item by its HTTP status and the type of its error. */
    static Verdict of(int status, @Nullable String type, String reason) {
        if (status < FIRST_ERROR || (status == CONFLICT && "version_conflict_engine_exception".equals(type))) {
            return DONE;
        }
        String text = "Elasticsearch answered %d %s: %s".formatted(status, type, reason);
        return status == BAD_REQUEST && type != null && DOCUMENT_FAULTS.contains(type) ? refused(text) : open(text);
    }
}
