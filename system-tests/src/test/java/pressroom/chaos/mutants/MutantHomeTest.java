package pressroom.chaos.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pressroom.stack.Home;

/** That each mutant still fits its service's source; that the check finds it is shown by {@code ./pressroom chaos --mutant}. */
class MutantHomeTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void theSourceStillTakesTheMutantAndCompiles(Mutant mutant) throws IOException {
        Path home = new MutantHome(Home.find(), folder).build(mutant);

        Path jar = home.resolve(mutant.service()).resolve("target").resolve(mutant.service() + ".jar");
        String changed = "BOOT-INF/classes/pressroom/" + mutant.edits().get(0).type() + ".class";
        Path original = Path.of("..", mutant.service(), "target", mutant.service() + ".jar");
        try (JarFile mutated = new JarFile(jar.toFile());
                JarFile right = new JarFile(original.toFile())) {
            assertThat(mutated.getInputStream(mutated.getEntry(changed))).isNotEmpty();
            // A class of the library lies in the library's jar, which the service's own classes come before.
            ZipEntry before = right.getEntry(changed);
            assertThat(before == null ? 0 : before.getCrc())
                    .isNotEqualTo(mutated.getEntry(changed).getCrc());
        }
    }
}
