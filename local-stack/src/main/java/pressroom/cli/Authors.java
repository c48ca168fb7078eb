package pressroom.cli;

import pressroom.posts.AuthorId;

/** Authors as a person names them on the command line: by name or by id. */
final class Authors {

    private Authors() {}

    static String id(String nameOrId) {
        var id = AuthorId.of(nameOrId);
        if (id.isEmpty()) {
            throw new CommandException("An author's name has letters or digits: '" + nameOrId + "' has none.");
        }
        return id;
    }
}
