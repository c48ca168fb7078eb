package pressroom.cli;

/** Where everything is, for a person who has just started it. */
final class Directions {

    private Directions() {}

    static String to(Installation installation) {
        return """

                Publish   %s/api/blogs
                Counts    %s/api/users
                Search    %s/api/search?q=...

                Next:  ./pressroom publish --author "Your Name" FILE.md     ./pressroom import DIR|ZIP
                       ./pressroom status     ./pressroom kill counter-consumer     ./pressroom down
                """.formatted(
                installation.uri(Service.BLOG), installation.uri(Service.COUNTER), installation.uri(Service.SEARCH)).stripTrailing();
    }
}
