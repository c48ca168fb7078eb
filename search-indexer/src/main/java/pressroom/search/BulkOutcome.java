package pressroom.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import pressroom.consumer.Refusal;

/**
 * What became of the documents of one or more bulks; those that are in neither list are done.
 *
 * @param open to be sent again
 * @param problem why they are open, of the first one; empty when none is
 * @param refusals what the index will never take
 * @param wereTooLarge whether a whole request was too large: the next ones must be smaller
 */
record BulkOutcome(List<BlogDocument> open, String problem, List<Refusal> refusals, boolean wereTooLarge) {

    static final BulkOutcome NOTHING = new BulkOutcome(List.of(), "", List.of(), false);

    static BulkOutcome of(List<BlogDocument> documents, IntFunction<Verdict> verdicts) {
        List<BlogDocument> open = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        String problem = "";
        for (int i = 0; i < documents.size(); i++) {
            Verdict verdict = verdicts.apply(i);
            switch (verdict.kind()) {
                case DONE -> {}
                case OPEN -> {
                    problem = problem.isEmpty() ? verdict.reason() : problem;
                    open.add(documents.get(i));
                }
                case REFUSED -> refusals.add(new Refusal(documents.get(i).index(), verdict.reason()));
            }
        }
        return new BulkOutcome(open, problem, refusals, false);
    }

    BulkOutcome tooLarge() {
        return new BulkOutcome(open, problem, refusals, true);
    }

    BulkOutcome and(BulkOutcome other) {
        return new BulkOutcome(
                Stream.concat(open.stream(), other.open.stream()).toList(),
                problem.isEmpty() ? other.problem : problem,
                Stream.concat(refusals.stream(), other.refusals.stream()).toList(),
                wereTooLarge || other.wereTooLarge);
    }
}
