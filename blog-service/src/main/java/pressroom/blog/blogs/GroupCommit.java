package pressroom.blog.blogs;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import pressroom.blog.outbox.RelaySignal;
import pressroom.crash.CrashPoint;

/**
 * Lets concurrent requests share a commit: while one group is being written the next one gathers, and nobody waits for others to
 * come. The first of a group writes it, in his own thread, and answers the others; then the first of those who have come
 * meanwhile goes on. When the database refuses a group its members write again, each on his own, so that an author's failure
 * stays his own.
 *
 * @see <a href="https://doi.org/10.1145/602259.602261">DeWitt et al., Implementation Techniques for Main Memory Database
 *     Systems (1984), where commits are grouped first</a>
 */
@Component
class GroupCommit {

    /** One is written while another's commit reaches the disk. */
    private static final int GROUPS_AT_ONCE = 2;

    /** Others do not wait for who repeats a request that is still running: he waits alone. */
    private static final String LOCK_TIMEOUT = "20ms";

    private static final int MOST_BLOGS = 128;
    private static final int MOST_BYTES = 4 << 20;
    /** As for a connection: who has had no turn by then is told to come again, and nothing of his was written. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Bad data, a constraint, a deadlock, a lock held for too long: said by a server that has written nothing. */
    private static final Set<String> REFUSALS = Set.of("22", "23", "40", "55");

    private final PublishStatement statement;
    private final RelaySignal relay;
    private final Deque<Member> waiting = new ArrayDeque<>();
    private int leaders;

    GroupCommit(PublishStatement statement, RelaySignal relay) {
        this.statement = statement;
        this.relay = relay;
    }

    /**
     * Publishes a blog and returns after its commit.
     *
     * @return whether it is new; false when its key was there before
     * @throws org.springframework.dao.DataAccessException when it was not published, or, after a broken connection, when nobody
     *     can tell
     */
    boolean publish(NewBlog blog) {
        Member me = new Member(blog);
        if (leadsAtOnce(me) || isCalledToLead(me)) {
            lead(me);
        }
        return me.answer.join().getAsBoolean();
    }

    private synchronized boolean leadsAtOnce(Member me) {
        if (leaders == GROUPS_AT_ONCE) {
            waiting.add(me);
            return false;
        }
        leaders++;
        return true;
    }

    /** Waits until this member is to lead, or is part of a group that another one leads. */
    private boolean isCalledToLead(Member me) {
        try {
            return me.leads.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException tooLong) {
            // The same is done as for one who is to end.
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails it", e);
        }
        if (leaves(me)) {
            throw new DataAccessResourceFailureException(
                    "no turn to commit within %d ms".formatted(PATIENCE.toMillis()));
        }
        return me.leads.join();
    }

    private synchronized boolean leaves(Member me) {
        return waiting.remove(me);
    }

    /** How many have come and are in no group yet. */
    synchronized int waiting() {
        return waiting.size();
    }

    private void lead(Member me) {
        List<Member> group = groupOf(me);
        try {
            write(group);
        } finally {
            handOver();
        }
    }

    private synchronized List<Member> groupOf(Member first) {
        List<Member> group = new ArrayList<>();
        int bytes = 0;
        for (Member next = first; next != null; next = waiting.poll()) {
            group.add(next);
            bytes += next.blog.size();
            if (group.size() == MOST_BLOGS || bytes > MOST_BYTES) {
                break;
            }
        }
        return group;
    }

    private synchronized void handOver() {
        Member next = waiting.poll();
        if (next == null) {
            leaders--;
        } else {
            next.leads.complete(true);
        }
    }

    private void write(List<Member> group) {
        try {
            List<NewBlog> blogs = group.stream().map(member -> member.blog).toList();
            Set<UUID> published = commit(() -> statement.execute(blogs, LOCK_TIMEOUT));
            group.forEach(member -> {
                boolean isNew = published.contains(member.blog.id());
                member.answered(() -> isNew);
            });
        } catch (RuntimeException e) {
            boolean wroteNothing = isRefused(e);
            group.forEach(member -> member.answered(() -> {
                if (wroteNothing) {
                    return !commit(() -> statement.execute(List.of(member.blog)))
                            .isEmpty();
                }
                throw e;
            }));
        } catch (Error e) {
            group.forEach(member -> member.answered(() -> {
                throw new IllegalStateException("the commit that this post shared has failed", e);
            }));
            throw e;
        }
    }

    private Set<UUID> commit(Supplier<Set<UUID>> write) {
        CrashPoint.reached("publish.before-commit");
        Set<UUID> published = write.get();
        CrashPoint.reached("publish.after-commit");
        relay.committed();
        return published;
    }

    /** Whether the database has said that nothing was written; a broken connection leaves that open. */
    private static boolean isRefused(RuntimeException e) {
        return NestedExceptionUtils.getRootCause(e) instanceof SQLException refusal
                && refusal.getSQLState() != null
                && REFUSALS.contains(refusal.getSQLState().substring(0, 2));
    }

    /** One who wants his blog published, and who waits. */
    private static final class Member {

        private final NewBlog blog;
        /** True once he is to lead a group; false once another one has answered him. */
        private final CompletableFuture<Boolean> leads = new CompletableFuture<>();
        /** Called in the member's own thread: whether his blog is new. */
        private final CompletableFuture<BooleanSupplier> answer = new CompletableFuture<>();

        Member(NewBlog blog) {
            this.blog = blog;
        }

        void answered(BooleanSupplier whether) {
            answer.complete(whether);
            leads.complete(false);
        }
    }
}
