package pressroom.cli;

/** How commands describe their SERVICE parameter. */
final class PartName {

    static final String DESCRIPTION =
            "blog-service, counter-consumer, search-indexer, postgres, kafka or elasticsearch; its beginning is enough.";

    private PartName() {}
}
