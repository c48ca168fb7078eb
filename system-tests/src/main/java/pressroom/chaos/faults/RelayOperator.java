package pressroom.chaos.faults;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import tools.jackson.databind.JsonNode;

/** What blog-service's operator does: docs/outbox.md. */
final class RelayOperator {
    static final String OUTBOX = "/ops/outbox";
    static final String RESUME = "/ops/outbox/resume";
    static final String REPUBLISH = "/ops/republish";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGE = 1_000;

    private final Scene scene;

    RelayOperator(Scene scene) {
        this.scene = scene;
    }

    /**
     * Where the outbox stands, as any instance says.
     *
     * @throws IOException if it cannot tell
     */
    JsonNode outbox() throws IOException, InterruptedException {
        Operator.Answer answer = any().get(OUTBOX);
        if (answer.status() != 200) {
            throw new IOException("GET %s: %d %s".formatted(OUTBOX, answer.status(), answer.json()));
        }
        return answer.json();
    }

    boolean isSuspended() throws IOException, InterruptedException {
        return outbox().path("suspension").isObject();
    }

    /** Whether all instances are ready, since they take posts, and name this in their readiness's details. */
    boolean isToldByReadiness(String words) throws IOException, InterruptedException {
        for (Instance instance : scene.cluster().instances(Role.BLOG)) {
            Operator.Answer answer = Operator.of(scene, instance).readiness();
            JsonNode outbox = answer.json().path("components").path("outbox");
            if (answer.status() != 200 || !outbox.toString().contains(words)) {
                return false;
            }
        }
        return true;
    }

    /** Asks what resuming would do, and then has it done. A dry run that resumes is a violation. */
    void resume(String reason) throws InterruptedException {
        String body = "{\"reason\": \"%s\", \"dryRun\": %s}";
        Operator.Answer dry = answered(RESUME, body.formatted(reason, true));
        if (dry != null && dry.status() == 200 && !dry.json().path("dryRun").asBoolean()) {
            scene.injected().found(Invariant.C10, "a dry run of %s was none: %s".formatted(RESUME, dry.json()));
        }
        answered(RESUME, body.formatted(reason, false));
    }

    /**
     * Sends posts again, page by page, until there are no more.
     *
     * @param selection which ones, as fields of the request
     * @return whether the last page was answered
     */
    boolean republish(String reason, String selection) throws InterruptedException {
        String after = "";
        while (true) {
            String body = "{\"reason\": \"%s\", %s, \"limit\": %d%s}".formatted(reason, selection, PAGE, after);
            Operator.Answer page = answered(REPUBLISH, body);
            if (page == null || page.status() != 200) {
                scene.injected().found(Invariant.C11, "posts could not be sent again: %s".formatted(page));
                return false;
            }
            scene.injected().excuseResends(page.json().path("blogIds").size());
            JsonNode next = page.json().path("next");
            if (next.isNull()) {
                return true;
            }
            after = ", \"after\": \"%s\"".formatted(next.asString());
        }
    }

    /**
     * Calls until an instance answers what it has done, or that it will not; both calls may be repeated.
     *
     * @return null if none did for a minute
     */
    private Operator.@Nullable Answer answered(String path, String body) throws InterruptedException {
        Operator.Answer[] last = new Operator.Answer[1];
        Expectation.within(PATIENCE, () -> {
            try {
                last[0] = any().post(path, body);
                return last[0].status() < 500 && last[0].status() != 429;
            } catch (IOException away) {
                // It may have been done: what comes of the page then is a second time.
                scene.injected().excuseResends(PAGE);
                throw away;
            }
        });
        return last[0];
    }

    private Operator any() {
        return Operator.of(scene, scene.cluster().any(Role.BLOG, scene.random()));
    }
}
