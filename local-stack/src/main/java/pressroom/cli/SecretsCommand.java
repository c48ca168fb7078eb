package pressroom.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the passwords and keys that docker-compose.yml needs, and names their folder and the ports in .env.",
            "They are those of ./pressroom up: token, import, count, search and status work with either."
        })
@SuppressWarnings("NullAway.Init")
final class SecretsCommand implements Callable<Integer> {

    @ParentCommand
    private Pressroom pressroom;

    @Override
    public Integer call() throws IOException {
        var installation = pressroom.installation();
        installation.addresses().remember(installation.state());
        var folder = installation.stack().containers().writeFiles();
        var variables = new LinkedHashMap<String, String>();
        variables.put("PRESSROOM_CONTAINERS", folder.toString());
        variables.putAll(installation.addresses().variables());
        new DotEnv(installation.home().resolve(".env")).set(variables);
        pressroom.terminal().print("Passwords and keys are in " + folder + ", which .env names.");
        pressroom.terminal().print("Next:  docker compose up -d --build     (or docker-compose)");
        return 0;
    }
}
