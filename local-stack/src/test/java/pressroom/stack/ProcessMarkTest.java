package pressroom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMarkTest {
    private static final long THIS = ProcessHandle.current().pid();

    @Test
    void aLivingProcessIsKnownAgainFromItsWrittenMark() {
        ProcessMark mark = ProcessMark.of(THIS).orElseThrow();

        assertThat(ProcessMark.parse(mark + "\n")).hasValue(mark);
        assertThat(mark.isAlive()).isTrue();
    }

    @Test
    void aProcessThatEndedIsNotAlive() throws Exception {
        Process process = new ProcessBuilder("/bin/sh", "-c", "read line").start();
        ProcessMark mark = ProcessMark.of(process.pid()).orElseThrow();

        process.getOutputStream().close();
        process.waitFor();

        assertThat(mark.isAlive()).isFalse();
    }

    @Test
    void wordsThatAreNoMarkAreNoProcess() {
        assertThat(ProcessMark.parse("")).isEmpty();
        assertThat(ProcessMark.parse("soon now")).isEmpty();
    }

    @Test
    void aReusedPidIsNeitherTakenForTheServerNorKilled(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve(folder.getFileName() + ".pid"), THIS + " long-ago@another-boot\n");
        Daemon daemon = new Daemon("It", folder);

        assertThat(daemon.status(1).state()).isEqualTo(Status.State.DIED);
        daemon.stop("KILL", Duration.ofSeconds(1));

        assertThat(daemon.status(1).state()).isEqualTo(Status.State.STOPPED);
    }
}
