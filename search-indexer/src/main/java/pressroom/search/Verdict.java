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

    /**
     * The errors that speak of the document's content; {@code mapper_parsing_exception} is what servers before 8.9 call the
     * first. Everything else that comes with status 400 is the index's fault: an alias without a write index, a missing ingest
     * pipeline, a closed index.
     */
    private static final Set<String> DOCUMENT_FAULTS =
            Set.of("document_parsing_exception", "mapper_parsing_exception", "strict_dynamic_mapping_exception");

    /** Lucene's refusal of a document. Its type is that of every wrong request, so its words decide. */
    private static final String IMMENSE_TERM = "Document contains at least one immense term";

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
        return status == BAD_REQUEST && isDocumentsFault(type, reason) ? refused(text) : open(text);
    }

    /**
     * The same, if it comes from the index that has to take the document. Another index's word on it is void: the
     * document is still to be sent.
     *
     * @param index the index that answered; null if the answer does not name it
     */
    Verdict at(@Nullable String index, String expected) {
        if (kind == Kind.OPEN || expected.equals(index)) {
            return this;
        }
        return open("the alias led a write to index %s instead of %s"
                .formatted(index == null ? "unknown" : index, expected));
    }

    private static boolean isDocumentsFault(@Nullable String type, String reason) {
        return type != null
                && (DOCUMENT_FAULTS.contains(type)
                        || ("illegal_argument_exception".equals(type) && reason.startsWith(IMMENSE_TERM)));
    }
}
