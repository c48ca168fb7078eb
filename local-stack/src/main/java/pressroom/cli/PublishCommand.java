package pressroom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import pressroom.cli.importing.Answer;
import pressroom.cli.importing.BlogClient;
import pressroom.cli.importing.IdempotencyKey;
import pressroom.posts.SinglePost;

@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes one Markdown file; its title is front matter's, or its first heading.",
            "Saying it again for the same text publishes nothing twice; a changed text is a new post."
        })
@SuppressWarnings("NullAway.Init")
final class PublishCommand implements Callable<Integer> {

    @ParentCommand
    private Pressroom pressroom;

    @Option(
            names = "--author",
            paramLabel = "A",
            description = "A name or an author id (default: the one in front matter).")
    private @Nullable String author;

    @Parameters(paramLabel = "FILE.md", description = "The post.")
    private Path file;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var installation = pressroom.installation();
        var post = SinglePost.read(file, author == null ? null : Authors.id(author));
        var client = new BlogClient(
                installation.uri(Service.BLOG), new AuthorTokens(installation.tokens()), Duration.ofSeconds(30));
        var answer = client.publish(post, IdempotencyKey.ofSingle(post));
        if (answer instanceof Answer.Published published) {
            pressroom.terminal().print(words(installation, published, post.title()));
            return 0;
        }
        throw new CommandException(
                answer instanceof Answer.Refused refused
                        ? "Not published: " + refused.reason()
                        : "Not published yet: " + ((Answer.TryAgain) answer).reason()
                                + ". Say it again; ./pressroom status shows what runs.");
    }

    private static String words(Installation installation, Answer.Published published, String title) {
        var uri = installation.uri(Service.BLOG) + "/api/blogs/" + published.id();
        return """
                %s: %s
                  id       %s
                  blog     %s
                  watch    curl -N -H 'Accept: text/event-stream' %s/progress""".formatted(
                        published.replayed() ? "Was published before" : "Published", title, published.id(), uri, uri);
    }
}
