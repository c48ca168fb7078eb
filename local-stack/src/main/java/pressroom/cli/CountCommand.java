package pressroom.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "count",
        mixinStandardHelpOptions = true,
        description = "Prints how many posts of an author are published.")
@SuppressWarnings("NullAway.Init")
final class CountCommand implements Callable<Integer> {

    @ParentCommand
    private Pressroom pressroom;

    @Parameters(paramLabel = "AUTHOR", description = "A name or an author id.")
    private String author;

    @Override
    public Integer call() throws InterruptedException {
        var id = Authors.id(author);
        var user = new JsonApi(pressroom.installation(), Service.COUNTER).get("/api/users/" + JsonApi.encoded(id));
        if (user.isEmpty()) {
            throw new CommandException("No post by " + id + " has ever been counted.");
        }
        var total = user.get().path("totalBlogs").asLong();
        pressroom.terminal().print("%d %s by %s".formatted(total, total == 1 ? "post" : "posts", id));
        return 0;
    }
}
