package pressroom.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/**
 * What Elasticsearch's nodes know each other by. Their port knows no passwords: whoever gets in is the super user. So it asks for a
 * certificate of an authority that has signed one, this node's, and whose key nobody has.
 */
final class TransportCertificates {
    private static final String AUTHORITY = "ca";
    private static final String NODE = "node";
    /** Of a file that is gone when this is done. */
    private static final String PASSWORD = "pressroom";

    private static final List<String> KEY = List.of(
            "-genkeypair",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-sigalg",
            "SHA256withECDSA",
            "-validity",
            "36500",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD);

    private TransportCertificates() {}

    /**
     * Makes {@code node.key}, {@code node.crt} and {@code ca.crt} in the folder, PEM all of them, unless it is there.
     *
     * @throws StackException if the JDK's keytool does not do it
     */
    static void makeIn(Path folder) {
        if (Files.exists(folder)) {
            return;
        }
        // Under another name first: a folder that is there is a whole one.
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        PosixFiles.deleteTree(unfinished);
        PosixFiles.privateFolder(unfinished);
        Path store = unfinished.resolve("keys.p12");
        generate(store, AUTHORITY, "-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign");
        generate(store, NODE, "-signer", AUTHORITY, "-ext", "eku=serverAuth,clientAuth", "-ext", "san=ip:127.0.0.1");
        try {
            write(load(store), unfinished);
            Files.delete(store);
            Files.move(unfinished, folder);
        } catch (IOException | GeneralSecurityException e) {
            throw new StackException("Cannot make certificates for Elasticsearch in " + folder, e);
        }
    }

    private static void generate(Path store, String alias, String... more) {
        List<String> command = new ArrayList<>();
        command.add(JavaProgram.home().resolve("bin").resolve("keytool").toString());
        command.add("-J" + JavaProgram.QUICK_START);
        command.addAll(KEY);
        command.addAll(List.of("-keystore", store.toString(), "-alias", alias, "-dname", "CN=pressroom-" + alias));
        command.addAll(List.of(more));
        ShortRun.of("keytool", new ProcessBuilder(command));
    }

    private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static void write(KeyStore keys, Path folder) throws GeneralSecurityException {
        byte[] key = keys.getKey(NODE, PASSWORD.toCharArray()).getEncoded();
        PosixFiles.writePrivately(folder.resolve("node.key"), Secrets.pem("PRIVATE KEY", key));
        for (String alias : List.of(NODE, AUTHORITY)) {
            String certificate =
                    Secrets.pem("CERTIFICATE", keys.getCertificate(alias).getEncoded());
            PosixFiles.writePrivately(folder.resolve(alias + ".crt"), certificate);
        }
    }
}
