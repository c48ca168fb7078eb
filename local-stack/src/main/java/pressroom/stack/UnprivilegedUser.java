package pressroom.stack;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL, Elasticsearch and PgBouncer refuse to run as root. For root they are started in a user namespace where
 * root has another number: they see an ordinary user, and the files stay root's. Where namespaces are forbidden, as
 * in many containers, they run as the user "nobody", who is given their folder.
 */
public final class UnprivilegedUser {
    private static final List<String> NAMESPACE =
            List.of("unshare", "--user", "--map-user=1000", "--map-group=1000", "--");
    private static final String NOBODY = "65534";
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs", "--");

    private UnprivilegedUser() {}

    /**
     * What to write in front of a command line; nothing for an ordinary user.
     *
     * @param folder what the program writes to
     * @param program what it has to be able to execute
     * @throws StackException if root has no way to run it
     */
    public static List<String> prefix(Path folder, Path program) {
        if (!isRoot()) {
            return List.of();
        }
        if (succeeds(NAMESPACE, "test", "-w", folder.toString()) && canExecute(NAMESPACE, program)) {
            return NAMESPACE;
        }
        if (succeeds(List.of(), "chown", "-R", NOBODY + ":" + NOBODY, folder.toString())
                && succeeds(AS_NOBODY, "test", "-w", folder.toString())
                && canExecute(AS_NOBODY, program)) {
            return AS_NOBODY;
        }
        throw new StackException("""
                %s refuses to run as root, and root cannot start it as somebody else here: neither `unshare --user` \
                nor `setpriv` (package util-linux) reaches both %s and %s.
                Run as an ordinary user, or move the project to a folder that everybody may enter (not /root).""".formatted(program.getFileName(), program, folder));
    }

    static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    private static boolean canExecute(List<String> prefix, Path program) {
        return succeeds(prefix, "test", "-x", program.toString());
    }

    private static boolean succeeds(List<String> prefix, String... command) {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(prefix.stream(), Stream.of(command)).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            throw Pause.interrupted(e);
        }
    }
}
