package pressroom.cli;

/** Where everything is, for a person who has just started it. */
final class Directions {

    private Directions() {}

    static String to(Installation installation) {
        return """

                Write     %1$s/write            in your browser: choose a name, write, and watch it travel
                Publish   %1$s/api/blogs
                Counts    %2$s/api/users
                Search    %3$s/api/search?q=...

                Next:  ./pressroom publish --author "Your Name" FILE.md     ./pressroom import DIR|ZIP
                       ./pressroom status     ./pressroom kill counter-consumer     ./pressroom down
                """.formatted(
                installation.uri(Service.BLOG), installation.uri(Service.COUNTER), installation.uri(Service.SEARCH)).stripTrailing();
    }
}
