package dev.stagecraft.engine.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Secured connections from certificates and keys in PEM files.
public final class Tls {
    private static final char[] NO_PASSWORD = {};

    private Tls() {}

    /// What secures connections with the given material.
    ///
    /// @param ca authorities to trust; absent means the system's
    /// @param cert the client's certificate; absent for none
    /// @param key the client's key; absent for none
    /// @param verify whether the server's certificate is checked
    /// @throws IOException when a file cannot be read
    /// @throws GeneralSecurityException when a file holds no certificate or key
    public static SSLContext context(
            Optional<Path> ca, Optional<Path> cert, Optional<Path> key, boolean verify)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(cert, key), trust(ca, verify), null);
        return context;
    }

    private static KeyManager @Nullable [] keys(Optional<Path> cert, Optional<Path> key)
            throws IOException, GeneralSecurityException {
        if (cert.isEmpty() || key.isEmpty()) {
            return null;
        }
        Certificate[] chain = certificates(cert.get());
        PrivateKey secret;
        try {
            secret = PemKey.parse(Files.readString(key.get()));
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException(key.get() + ": " + e.getMessage(), e);
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("client", secret, NO_PASSWORD, chain);
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static Certificate[] certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Certificate[] all =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(in)
                            .toArray(Certificate[]::new);
            if (all.length == 0) {
                throw new GeneralSecurityException(file + ": no certificate in it");
            }
            return all;
        }
    }

    private static TrustManager @Nullable [] trust(Optional<Path> ca, boolean verify)
            throws IOException, GeneralSecurityException {
        if (!verify) {
            return new TrustManager[] {new TrustAnyone()};
        }
        if (ca.isEmpty()) {
            return null;
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate authority : certificates(ca.get())) {
            store.setCertificateEntry("ca" + number++, authority);
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /// Dials a host whose name is not compared with its certificate: for contexts that say
    /// `SkipTLSVerify`, which the HTTP transport has no setting for.
    public static Tunnel.Dialer unverified(SSLContext context, String host, int port) {
        return () -> new Secured((SSLSocket) context.getSocketFactory().createSocket(host, port));
    }

    /// What a person asked for with `SkipTLSVerify`: whoever answers is believed.
    private static final class TrustAnyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private record Secured(SSLSocket socket, InputStream in, OutputStream out)
            implements Tunnel.FarEnd {
        Secured(SSLSocket socket) throws IOException {
            this(socket, socket.getInputStream(), socket.getOutputStream());
        }

        @Override
        public void finishSending() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public Optional<String> complaint() {
            return Optional.empty();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed as far as this side can tell.
                return;
            }
        }
    }
}
