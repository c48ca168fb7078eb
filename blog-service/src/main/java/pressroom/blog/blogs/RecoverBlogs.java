package pressroom.blog.blogs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import pressroom.blog.outbox.LostBlog;
import pressroom.blog.outbox.LostBlogs;
import pressroom.blog.outbox.ResumeRelay;
import pressroom.blog.web.Problem;

/**
 * Settles what the topic has and the database lacks, after the database went back in time. Each blog has a transaction
 * of its own; one that is settled is not found again, so a recovery that was interrupted goes on when it is repeated.
 */
@Component
class RecoverBlogs {

    private static final Logger audit = LoggerFactory.getLogger("pressroom.audit");
    private static final Logger log = LoggerFactory.getLogger(RecoverBlogs.class);

    private final LostBlogs lost;
    private final RecoverBlog recoverBlog;
    private final ResumeRelay resume;
    private final TransactionOperations transaction;

    RecoverBlogs(LostBlogs lost, RecoverBlog recoverBlog, ResumeRelay resume, TransactionOperations transaction) {
        this.lost = lost;
        this.recoverBlog = recoverBlog;
        this.resume = resume;
        this.transaction = transaction;
    }

    /**
     * Does it, or tells what would be done.
     *
     * @param operator the token's subject, for the log
     * @throws org.springframework.web.ErrorResponseException 409 if the topic still has a version above the
     *     database's after the last page: then the relay stays suspended
     */
    RecoverReport recover(RecoverRequest request, String operator) {
        LostBlogs.Range range = lost.range();
        LostBlogs.Page page = lost.find(range, request.after(), request.page());
        List<RecoveredBlog> blogs = new ArrayList<>();
        lost.read(range, page, each -> blogs.addAll(settle(each, request)));
        UUID next = page.next();
        List<String> actions = List.of();
        if (next == null) {
            if (!request.isDryRun()) {
                requireNothingAbove(range);
            }
            actions = resume.endAfterRecovery(range, request.isDryRun());
        }
        if (!request.isDryRun()) {
            audit.info(
                    "operator={} call=recover do={} reason=\"{}\" blogs={} first={} done={}",
                    operator,
                    request.action(),
                    request.line(),
                    blogs.size(),
                    blogs.isEmpty() ? "none" : blogs.get(0).blogId(),
                    actions);
        }
        return new RecoverReport(request.isDryRun(), range.from(), range.to(), blogs, next, actions);
    }

    /** A dry run does all of it and takes it back, so that it tells exactly what would be done. */
    private List<RecoveredBlog> settle(LostBlog blog, RecoverRequest request) {
        List<RecoveredBlog> settled = Objects.requireNonNull(transaction.execute(open -> {
            if (request.isDryRun()) {
                open.setRollbackOnly();
            }
            return recoverBlog.recover(blog, request.takesBack());
        }));
        if (!request.isDryRun()) {
            settled.forEach(each -> log.info("Recovered: {}", each));
        }
        return settled;
    }

    private void requireNothingAbove(LostBlogs.Range range) {
        lost.firstAbove(range).ifPresent(reason -> {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    ("The relay stays suspended, since not all blogs are settled: %s. Begin again:"
                                    + " ./pressroom ops blog-service recover --do ..., or POST /ops/outbox/recover"
                                    + " without after.")
                            .formatted(reason));
        });
    }
}
