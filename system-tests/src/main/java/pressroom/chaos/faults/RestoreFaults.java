package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import pressroom.chaos.check.Excuse;
import pressroom.chaos.check.Excuses;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.check.ReportSource;

/**
 * The blog database goes back in time, as a restored backup or a failover that lost a tail does. The operator then does what
 * docs/operations/restore.md says. Until that is done authors publish new posts and leave old ones alone, since they cannot
 * be told anything of a post that the database lacks.
 */
final class RestoreFaults {
    private static final String SET_BACK = "the blog database is set back to an older copy";
    /** Longer than a request may take. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    private static final Duration RESTORED = Duration.ofSeconds(60);
    private static final Duration NOTICED = Duration.ofSeconds(20);
    private static final Duration RESUMED = Duration.ofSeconds(30);

    private RestoreFaults() {}

    static List<Fault> all() {
        return List.of(of(SET_BACK, Set.of(36), RestoreFaults::setBack).resending(2));
    }

    private static void setBack(Scene scene) throws SQLException, InterruptedException, FaultDidNotHappen {
        Expectation.afterRecovery(scene);
        try (Connection blog = scene.databases().connect("blog")) {
            OlderCopy copy = OlderCopy.make(scene.databases(), blog);
            scene.last(3, 6);
            Expectation.authorsPublish(scene, "the blog database has been copied");
            try {
                if (!scene.load().pause(QUIET)) {
                    throw new FaultDidNotHappen("requests of authors are still on their way");
                }
                restoreAndRecover(scene, copy);
            } finally {
                scene.load().resume();
                copy.drop();
            }
        }
    }

    private static void restoreAndRecover(Scene scene, OlderCopy copy)
            throws SQLException, InterruptedException, FaultDidNotHappen {
        String call = "POST %s without a next".formatted(RelayOperator.RECOVER);
        Excuses excuses = scene.injected().excuses();
        List<Excuse> lost = List.of(
                excuses.untilAnswered(call, Invariant.C1, SET_BACK),
                excuses.untilAnswered(call, Invariant.C8, SET_BACK));
        // Until the relay's next round, the outbox says of the older position that everything before it is sent.
        Excuse unseen = excuses.atMost(RESTORED.plus(NOTICED), ReportSource.OUTBOX, SET_BACK);
        int posts = restore(scene, copy);
        if (posts == 0) {
            lost.forEach(Excuse::close);
            unseen.close();
            throw new FaultDidNotHappen("the relay had never sent everything, or nothing was published since the copy");
        }
        scene.load().publishOnly();
        RelayOperator operator = new RelayOperator(scene);
        RelayFaults.requireSuspended(scene, operator, "%d posts were set back".formatted(posts));
        unseen.close();
        Expectation.authorsPublish(scene, "the relay is suspended");
        if (operator.takeBack("chaos: the database was set back", posts)) {
            lost.forEach(Excuse::close);
        }
        Expectation.require(
                scene,
                Invariant.C6,
                RESUMED,
                "the relay is still suspended after a recovery",
                () -> !operator.isSuspended());
    }

    /** Returns how many posts are lacking or older now; none if nothing was restored. */
    private static int restore(Scene scene, OlderCopy copy) throws InterruptedException {
        OlderCopy.Restored[] last = {new OlderCopy.Restored(0, 0)};
        Expectation.within(RESTORED, () -> {
            last[0] = copy.restore();
            return last[0].posts() > 0;
        });
        scene.injected().excuseResends(last[0].unsent());
        return last[0].posts();
    }
}
