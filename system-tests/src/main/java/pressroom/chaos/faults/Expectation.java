package pressroom.chaos.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;

/** What must be seen within a time while a fault lasts; what is not seen is a violation, and the run goes on. */
final class Expectation {
    private static final long LOOK_EVERY_MILLIS = 300;
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final Duration PUBLISHING = Duration.ofSeconds(30);
    private static final int SOME_POSTS = 20;

    private Expectation() {}

    /** Something to look at; an exception says that it cannot be seen now. */
    @FunctionalInterface
    interface Look {
        boolean sees() throws IOException, InterruptedException, SQLException;
    }

    /** Looks again and again; false if it has not seen it when the time ends. */
    static boolean within(Duration time, Look look) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!sees(look)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Sleep.millis(LOOK_EVERY_MILLIS);
        }
        return true;
    }

    private static boolean sees(Look look) throws InterruptedException {
        try {
            return look.sees();
        } catch (IOException | SQLException away) {
            return false;
        }
    }

    /** The same, and writes a violation down if it was not seen. */
    static boolean require(Scene scene, Invariant invariant, Duration time, String violation, Look look)
            throws InterruptedException {
        boolean seen = within(time, look);
        if (!seen) {
            scene.injected().found(invariant, "within %d s: %s".formatted(time.toSeconds(), violation));
        }
        return seen;
    }

    /** Lets the system recover from the fault before, so that a limited time is one for this fault. */
    static void afterRecovery(Scene scene) throws InterruptedException {
        within(RECOVERY, () -> scene.cluster().instances().stream().allMatch(Instance::isReady));
    }

    /** Authors go on to be answered with 201. */
    static void authorsPublish(Scene scene, String meanwhile) throws InterruptedException {
        long before = scene.load().books().acknowledged();
        require(
                scene,
                Invariant.C9,
                PUBLISHING,
                "authors are not answered with 201 while " + meanwhile,
                () -> scene.load().books().acknowledged() >= before + SOME_POSTS);
    }

    /** Each instance says in its readiness that it is not ready, for a reason that has these words. */
    static boolean unready(Scene scene, Role role, String words) throws IOException, InterruptedException {
        for (Instance instance : scene.cluster().instances(role)) {
            Operator.Answer answer = Operator.of(scene, instance).readiness();
            if (answer.status() != 503 || !answer.json().toString().contains(words)) {
                return false;
            }
        }
        return true;
    }
}
