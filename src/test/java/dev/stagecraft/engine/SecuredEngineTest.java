package dev.stagecraft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagecraft.engine.EngineUnavailableException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates and keys come from `openssl`, in the forms that it and Docker's guide write.
class SecuredEngineTest {
    @TempDir static Path folder;
    private static FakeEngine fake;
    private static int port;

    private static void openssl(String arguments) {
        RealEngine.run(
                Map.of("OPENSSL_CONF", "/dev/null"),
                List.of("sh", "-c", "cd '" + folder + "' && openssl " + arguments));
    }

    @BeforeAll
    static void makeCertificatesAndListen() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/openssl")),
                "no openssl to make certificates with");
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -keyout ca-key.pem -out ca.pem -subj /CN=ca -days 9 2>&1");
        openssl("genrsa -traditional -out rsa1.pem 2048 2>&1");
        openssl("pkcs8 -topk8 -nocrypt -in rsa1.pem -out rsa8.pem");
        openssl("ecparam -name prime256v1 -genkey -out ec1.pem");
        openssl("genpkey -algorithm ed25519 -out ed8.pem");
        openssl("pkcs8 -topk8 -in rsa1.pem -out locked.pem -passout pass:x");
        for (String key : List.of("rsa1", "rsa8", "ec1", "ed8")) {
            openssl("req -new -key " + key + ".pem -subj /CN=client -out " + key + ".csr");
            openssl(
                    "x509 -req -in "
                            + key
                            + ".csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 9 -out "
                            + key
                            + "-cert.pem 2>&1");
        }
        Files.writeString(folder.resolve("san"), "subjectAltName=IP:127.0.0.1");
        openssl(
                "req -new -newkey rsa:2048 -nodes -keyout server-key.pem -subj /CN=server -out server.csr 2>&1");
        openssl(
                "x509 -req -in server.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 9 -extfile san -out server.pem 2>&1");
        openssl(
                "pkcs12 -export -in server.pem -inkey server-key.pem -out server.p12 -passout pass:p");
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -keyout o-key.pem -out other.pem -subj /CN=other -days 9 2>&1");
        fake = listen();
    }

    private static FakeEngine listen() throws Exception {
        KeyStore keys =
                KeyStore.getInstance(folder.resolve("server.p12").toFile(), "p".toCharArray());
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, "p".toCharArray());
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        try (var in = Files.newInputStream(folder.resolve("ca.pem"))) {
            authorities.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        SSLServerSocket server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        port = server.getLocalPort();
        return new FakeEngine().on(server);
    }

    @AfterAll
    static void hangUp() {
        if (fake != null) {
            fake.close();
        }
    }

    private static Optional<Path> file(String name) {
        return Optional.of(folder.resolve(name));
    }

    private static DockerEngine connect(String host, String ca, String key, boolean verify)
            throws EngineException {
        return DockerEngine.connect(
                "tls",
                EngineAddress.parse("tcp://" + host + ":" + port)
                        .withTls(
                                new EngineAddress.Tls(
                                        file(ca),
                                        file(key + "-cert.pem"),
                                        file(key + ".pem"),
                                        verify)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa1", "rsa8", "ec1", "ed8"})
    void everyKindOfClientKeyIsRead(String key) throws Exception {
        try (DockerEngine engine = connect("127.0.0.1", "ca.pem", key, true)) {
            assertThat(engine.info().version()).isEqualTo("28.2.2");
            assertThat(fake.requests()).contains("GET /version HTTP/1.1");
        }
    }

    @Test
    void anotherAuthorityIsNotTrusted() {
        assertThatThrownBy(() -> connect("127.0.0.1", "other.pem", "rsa8", true))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.TLS_FAILED));
    }

    @Test
    void anotherNameThanTheCertificatesIsNotTrusted() {
        assertThatThrownBy(() -> connect("localhost", "ca.pem", "rsa8", true))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.TLS_FAILED));
    }

    @Test
    void skippingTheVerificationTrustsAnyNameAndAuthority() throws Exception {
        try (DockerEngine engine = connect("localhost", "other.pem", "rsa8", false)) {
            engine.ping();
            assertThat(engine.info().apiVersion()).isEqualTo("1.50");
        }
    }

    @Test
    void withoutAClientCertificateTheEngineIsNotReached() {
        assertThatThrownBy(() ->
                        DockerEngine.connect(
                                "tls",
                                EngineAddress.parse("tcp://127.0.0.1:" + port)
                                        .withTls(
                                                new EngineAddress.Tls(
                                                        file("ca.pem"),
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        true))))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.TLS_FAILED));
    }

    /// What arrives when the refusing alert is overtaken by the end of the connection.
    @Test
    void anEngineThatHangsUpBeforeItsFirstAnswerMayWantACertificate() throws Exception {
        try (ServerSocket hangsUp = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> {
                        while (!hangsUp.isClosed()) {
                            try (Socket near = hangsUp.accept()) {
                                near.setSoLinger(true, 0);
                            } catch (IOException e) {
                                return;
                            }
                        }
                    });
            EngineAddress address =
                    EngineAddress.parse("tcp://127.0.0.1:" + hangsUp.getLocalPort())
                            .withTls(
                                    new EngineAddress.Tls(
                                            file("ca.pem"),
                                            Optional.empty(),
                                            Optional.empty(),
                                            true));
            assertThatThrownBy(() -> DockerEngine.connect("tls", address))
                    .isInstanceOfSatisfying(
                            EngineUnavailableException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.TLS_FAILED))
                    .hasMessageContaining("certificate");
        }
    }

    @Test
    void aKeyThatIsNoneOrLockedSaysSo() throws Exception {
        Files.copy(folder.resolve("rsa8-cert.pem"), folder.resolve("locked-cert.pem"));
        assertThatThrownBy(() -> connect("127.0.0.1", "ca.pem", "locked", true))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.TLS_MATERIAL_MISSING))
                .hasMessageContaining("encrypted");
        Files.writeString(folder.resolve("no.pem"), "nothing");
        Files.copy(folder.resolve("rsa8-cert.pem"), folder.resolve("no-cert.pem"));
        assertThatThrownBy(() -> connect("127.0.0.1", "ca.pem", "no", true))
                .hasMessageContaining("no private key")
                .hasMessageContaining("no.pem");
    }

    @Test
    void askingASecuredEngineInPlainIsExplained() {
        assertThatThrownBy(() ->
                        DockerEngine.connect(
                                "plain", EngineAddress.parse("tcp://127.0.0.1:" + port)))
                .isInstanceOf(EngineUnavailableException.class);
    }
}
