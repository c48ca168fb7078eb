package pressroom.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Finds posts; small typing errors are forgiven.")
@SuppressWarnings("NullAway.Init")
final class SearchCommand implements Callable<Integer> {

    @ParentCommand
    private Pressroom pressroom;

    @Parameters(paramLabel = "WORDS", arity = "1..*", description = "What to look for.")
    private List<String> words;

    @Option(names = "--author", paramLabel = "AUTHOR", description = "Only this author's posts.")
    private @Nullable String author;

    @Option(names = "--tag", paramLabel = "TAG", description = "Only posts with this tag.")
    private @Nullable String tag;

    @Option(names = "--limit", defaultValue = "10", description = "How many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() throws InterruptedException {
        var terminal = pressroom.terminal();
        var found = new JsonApi(pressroom.installation(), Service.SEARCH)
                .get(path())
                .orElseThrow();
        var total = found.path("total").asLong();
        terminal.print(total == 0 ? "Nothing found." : total + (total == 1 ? " post found" : " posts found"));
        for (var hit : found.path("hits")) {
            terminal.print("\n" + Hit.of(hit).print(terminal));
        }
        return 0;
    }

    private String path() {
        var path = "/api/search?q=" + JsonApi.encoded(String.join(" ", words)) + "&limit=" + limit;
        path += author == null ? "" : "&author=" + JsonApi.encoded(Authors.id(author));
        return path + (tag == null ? "" : "&tag=" + JsonApi.encoded(tag));
    }
}
