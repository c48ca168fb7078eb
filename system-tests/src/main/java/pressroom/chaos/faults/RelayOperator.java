package pressroom.chaos.faults;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import pressroom.chaos.check.Invariant;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import tools.jackson.databind.JsonNode;

/** What blog-service's operator does: docs/outbox.md, docs/operations/restore.md. */
final class RelayOperator {
    static final String OUTBOX = "/ops/outbox";
    static final String RESUME = "/ops/outbox/resume";
    static final String RECOVER = "/ops/outbox/recover";
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
        String fields = "\"reason\": \"%s\", %s, \"limit\": %d".formatted(reason, selection, PAGE);
        return callToTheEnd(REPUBLISH, fields, "blogIds");
    }

    /**
     * Asks what a recovery would take back, and then has it done, page by page. A dry run that names too few posts, or does
     * something, is a violation.
     *
     * @param lost how many posts the topic has in a version that the database lacks
     * @return whether the last page was answered
     */
    boolean takeBack(String reason, int lost) throws InterruptedException {
        String fields = "\"reason\": \"%s\", \"do\": \"take-back\"".formatted(reason);
        Operator.Answer dry = answered(RECOVER, "{%s, \"dryRun\": true}".formatted(fields));
        if (dry != null && dry.status() == 200 && !isTrueDryRun(dry.json(), lost)) {
            scene.injected()
                    .found(
                            Invariant.C10,
                            "a dry run of %s, with %d posts lost, says %s".formatted(RECOVER, lost, dry.json()));
        }
        return callToTheEnd(RECOVER, fields, "blogs");
    }

    /** Whether it says that it is one, and names all posts that were lost, or that there are more. */
    static boolean isTrueDryRun(JsonNode answer, int lost) {
        return answer.path("dryRun").asBoolean(false)
                && (answer.path("blogs").size() >= lost || answer.path("next").isString());
    }

    /** Each post of each page may be on the topic a second time. */
    private boolean callToTheEnd(String path, String fields, String posts) throws InterruptedException {
        String after = "";
        while (true) {
            Operator.Answer page = answered(path, "{%s%s}".formatted(fields, after));
            if (page == null || page.status() != 200) {
                scene.injected().found(Invariant.C11, "POST %s was not done to its end: %s".formatted(path, page));
                return false;
            }
            scene.injected().excuseResends(page.json().path(posts).size());
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
