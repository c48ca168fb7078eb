package pressroom.cli;

import java.util.concurrent.TimeUnit;
import pressroom.cli.terminal.Progress;
import pressroom.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** A redrive that is looked at until it has ended; whoever stops looking does not stop it. */
record FollowedRedrive(JsonApi api, Terminal terminal) {

    private static final int LOOK_MILLIS = 200;

    JsonNode untilItsEnd() throws InterruptedException {
        var now = look();
        if (!isRunning(now)) {
            return now;
        }
        try (var progress = new Progress(terminal, "Redriving")) {
            while (isRunning(now)) {
                show(progress, now);
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                now = look();
            }
            show(progress, now);
        }
        return now;
    }

    private JsonNode look() throws InterruptedException {
        return api.get(DeadLettersCommand.PATH + "/redrive").orElseThrow();
    }

    private static boolean isRunning(JsonNode status) {
        return status.path("state").asString("").equals("running");
    }

    private static void show(Progress progress, JsonNode status) {
        progress.at(
                status.path("handled").asLong() + status.path("stillPoison").asLong(),
                status.path("total").asLong());
        var failure = status.path("failure").asString("");
        if (!failure.isEmpty()) {
            progress.waiting(failure);
        }
    }
}
