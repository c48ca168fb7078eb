package pressroom.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import pressroom.stack.LocalStack;
import pressroom.stack.Tokens;

/**
 * One checkout with one state directory.
 *
 * @param home the project's root folder
 */
record Installation(Path home, Addresses addresses, LocalStack stack, Parts parts) {

    static Installation find(Map<String, String> environment) {
        var home = Path.of(System.getProperty("pressroom.home", ""));
        var elsewhere = environment.getOrDefault("PRESSROOM_STATE", "");
        var state = (elsewhere.isBlank() ? home.resolve(".pressroom") : Path.of(elsewhere))
                .toAbsolutePath()
                .normalize();
        var addresses = Addresses.of(state, environment);
        var stack = LocalStack.at(state, addresses.ofServers());
        return new Installation(home, addresses, stack, Parts.of(stack, addresses));
    }

    Path state() {
        return stack.stateDirectory();
    }

    Tokens tokens() {
        return new Tokens(stack.secrets().tokenSigningKey());
    }

    URI uri(Service service) {
        return addresses.uri(service);
    }
}
