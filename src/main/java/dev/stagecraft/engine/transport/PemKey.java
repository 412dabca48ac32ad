package dev.stagecraft.engine.transport;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Private keys in PEM files (RFC 7468): PKCS #8, and the older forms that `openssl` and Docker's
/// own guide make, PKCS #1 for RSA (RFC 8017) and SEC 1 for elliptic curves (RFC 5915).
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----(.*?)-----END \\1-----",
                    Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int CURVE = 0xa0;
    private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC_OID = HexFormat.of().parseHex("06072a8648ce3d0201");

    private PemKey() {}

    /// The first private key in the text.
    ///
    /// @throws GeneralSecurityException when there is none, or it is encrypted or malformed
    static PrivateKey parse(String pem) throws GeneralSecurityException {
        Matcher matcher = BLOCK.matcher(pem);
        if (!matcher.find()) {
            throw new InvalidKeySpecException("no private key in it");
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(matcher.group(2));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("the private key is not base64", e);
        }
        return switch (matcher.group(1)) {
            case "RSA PRIVATE KEY" -> {
                if (matcher.group(2).contains("ENCRYPTED")) {
                    throw encrypted();
                }
                yield pkcs8(element(SEQUENCE, VERSION_0, RSA, element(OCTET_STRING, der)));
            }
            case "EC PRIVATE KEY" -> {
                if (matcher.group(2).contains("ENCRYPTED")) {
                    throw encrypted();
                }
                byte[] algorithm = element(SEQUENCE, EC_OID, curve(der));
                yield pkcs8(element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, der)));
            }
            case "ENCRYPTED PRIVATE KEY" -> throw encrypted();
            default -> pkcs8(der);
        };
    }

    private static InvalidKeySpecException encrypted() {
        return new InvalidKeySpecException("the private key is encrypted; it must not be");
    }

    private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        GeneralSecurityException failure = new InvalidKeySpecException("unknown kind of key");
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                failure = e;
            }
        }
        throw new InvalidKeySpecException(
                "the private key is malformed or of a kind that Java does not know", failure);
    }

    /// The curve's name in a SEC 1 key: the element `[0]`, which PKCS #8 wants outside.
    private static byte[] curve(byte[] sec1) throws InvalidKeySpecException {
        try {
            int at = contentStart(sec1, 0);
            while (at < sec1.length) {
                int start = contentStart(sec1, at);
                int length = contentLength(sec1, at);
                if ((sec1[at] & 0xff) == CURVE) {
                    byte[] name = new byte[length];
                    System.arraycopy(sec1, start, name, 0, length);
                    return name;
                }
                at = start + length;
            }
        } catch (IndexOutOfBoundsException e) {
            throw new InvalidKeySpecException("the private key is malformed", e);
        }
        throw new InvalidKeySpecException("the private key does not name its curve");
    }

    private static int contentStart(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int contentLength(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = (length << 8) | (der[at + 2 + i] & 0xff);
        }
        if (length < 0 || length > der.length) {
            throw new IndexOutOfBoundsException(length);
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
