package pressroom.cli.importing;

import tools.jackson.databind.JsonNode;

/**
 * An import as the blog service tells it.
 *
 * @param state waiting, running, done, cancelled or failed
 * @param total Markdown files that it deals with
 * @param reason why the whole of it failed; empty when it did not
 */
public record ImportStatus(
        String id, String state, int total, int published, int alreadyThere, int failed, int skipped, String reason) {

    static ImportStatus of(JsonNode json) {
        return new ImportStatus(
                json.path("id").asString(""),
                json.path("state").asString(""),
                json.path("total").asInt(),
                json.path("published").asInt(),
                json.path("alreadyThere").asInt(),
                json.path("failed").asInt(),
                json.path("skipped").asInt(),
                json.path("reason").asString(""));
    }

    /** Files dealt with, well or badly. */
    public int dealtWith() {
        return published + alreadyThere + failed + skipped;
    }

    /** Whether nothing more will happen. */
    public boolean isFinished() {
        return !state.equals("waiting") && !state.equals("running");
    }
}
