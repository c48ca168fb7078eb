package pressroom.chaos.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.cluster.Sleep;
import tools.jackson.databind.json.JsonMapper;

/** An operator of the counter's team, with two calls: audit and repair. docs/operations/counter.md says when. */
record CounterTeam(Scene scene) {
    static final String AUDIT = "/ops/audit";
    static final String REPAIR = "/ops/repair";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int PAUSE_MILLIS = 500;
    private static final JsonMapper JSON = new JsonMapper();

    /** Whether an answer is as it should be. */
    @FunctionalInterface
    interface Wanted {
        /** @throws SQLException if that cannot be told, so that another answer is needed */
        boolean is(AuditAnswer answer) throws SQLException;
    }

    @FunctionalInterface
    private interface Call {
        Operator.Answer make(Operator operator) throws IOException, InterruptedException;
    }

    /**
     * The last answer.
     *
     * @param isWanted whether it is as it should be
     */
    record Last(AuditAnswer audit, boolean isWanted) {}

    /**
     * Audits until an answer is as it should be, for two minutes.
     *
     * @throws IllegalStateException if no audit was answered at all
     */
    Last auditUntil(Wanted wanted) throws InterruptedException {
        return until(AUDIT, operator -> operator.audit(AUDIT), wanted);
    }

    /**
     * Repairs until a repair leaves nothing over, and nothing that may be on its way.
     *
     * @return false, and a violation, if none did within two minutes
     */
    boolean repair(String reason) throws InterruptedException {
        String body = JSON.writeValueAsString(Map.of("reason", reason));
        Last last = until(REPAIR, operator -> operator.post(REPAIR, body), AuditAnswer::isRepaired);
        if (!last.isWanted()) {
            scene.injected().found(Invariant.C11, "a repair of the counter leaves something over: " + last.audit());
        }
        return last.isWanted();
    }

    /** The audit that follows a repair says that nothing differs. */
    void requireClean() throws InterruptedException {
        Last last = auditUntil(AuditAnswer::isClean);
        if (!last.isWanted()) {
            scene.injected().found(Invariant.C11, "after a repair an audit of the counter says " + last.audit());
        }
    }

    private Last until(String path, Call call, Wanted wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        AuditAnswer answered = null;
        while (System.nanoTime() - end < 0) {
            AuditAnswer answer = answer(call);
            if (answer != null) {
                answered = answer;
                if (isWanted(wanted, answer)) {
                    return new Last(answer, true);
                }
            }
            Sleep.millis(PAUSE_MILLIS);
        }
        if (answered == null) {
            throw new IllegalStateException("%s was not answered with 200 for %d s; see the operator's calls"
                    .formatted(path, PATIENCE.toSeconds()));
        }
        return new Last(answered, false);
    }

    private @Nullable AuditAnswer answer(Call call) throws InterruptedException {
        try {
            Operator.Answer answer =
                    call.make(Operator.of(scene, scene.cluster().any(Role.COUNTER, scene.random())));
            return answer.status() == 200 ? new AuditAnswer(answer.json()) : null;
        } catch (IOException away) {
            return null;
        }
    }

    private static boolean isWanted(Wanted wanted, AuditAnswer answer) {
        try {
            return wanted.is(answer);
        } catch (SQLException unknown) {
            return false;
        }
    }
}
