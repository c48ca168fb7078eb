package pressroom.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalStack stack = TestServers.another();
    private final ServiceProcess service =
            ServiceProcess.of(stack, "blog-service").withPort(Ports.onePort());

    @BeforeAll
    static void packageTheProbeAsABlogService(@TempDir Path home) throws IOException {
        Path jar = Files.createDirectories(home.resolve("blog-service/target")).resolve("blog-service.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ProbeService.class.getName());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            String name = ProbeService.class.getName().replace('.', '/') + ".class";
            out.putNextEntry(new ZipEntry(name));
            out.write(Files.readAllBytes(Path.of("target/test-classes").resolve(name)));
        }
        System.setProperty("pressroom.home", home.toString());
    }

    @AfterAll
    static void forgetTheProbe() {
        System.clearProperty("pressroom.home");
    }

    @Test
    void itIsToldWhereItsServersAreAndReadsItsPasswordFromAFile() throws Exception {
        service.start();
        service.awaitReady(PATIENCE);

        Map<String, String> told = stack.propertiesFor("blog-service");
        try (var answer = URI.create(service.url() + "/told").toURL().openStream()) {
            assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(told.get("spring.datasource.url") + " " + told.get("spring.datasource.password"));
        }
        long pid = service.status().pid();
        assertThat(ProcessHandle.of(pid).orElseThrow().info().commandLine().orElseThrow())
                .doesNotContain(told.get("spring.datasource.password"));
        service.start();
        assertThat(service.status().pid()).isEqualTo(pid);

        service.stop();

        assertThat(service.status().state()).isEqualTo(Status.State.STOPPED);
        assertThat(service.isReady()).isFalse();
    }

    @Test
    void twoInstancesRunSideBySideAndOneIsKilled() {
        ServiceProcess second = service.withName("blog-service-2").withPort(Ports.onePort());
        service.start();
        second.start();
        service.awaitReady(PATIENCE);
        second.awaitReady(PATIENCE);

        second.kill();

        assertThat(second.status().isRunning()).isFalse();
        assertThat(service.isReady()).isTrue();
    }

    @Test
    void oneThatDiesShowsWhatItSaid() {
        ServiceProcess dying = service.withJvmArguments("-Dprobe.dies=true");
        dying.start();

        assertThatThrownBy(() -> dying.awaitReady(PATIENCE))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("blog-service ended while starting")
                .hasMessageContaining("It cannot live like this");
        assertThat(dying.status().logTail()).contains("It cannot live like this");
        assertThatThrownBy(dying::mustRun)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("blog-service has ended")
                .hasMessageContaining("It cannot live like this");
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        int port = Ports.onePort();
        try (ServerSocket holder = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> service.withPort(holder.getLocalPort()).start())
                    .hasMessageContaining("port " + port + " is taken");
        }
    }

    @Test
    void aServiceThatIsNotBuiltIsSaidToBeSo() {
        assertThatThrownBy(() -> ServiceProcess.of(stack, "search-indexer")
                        .withPort(Ports.onePort())
                        .start())
                .hasMessageContaining("search-indexer.jar is missing")
                .hasMessageContaining("mvn package");
    }
}
