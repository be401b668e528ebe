package io.riparian.repo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/**
 * An SSH signature as far as JGit does not look at it: which digest it was made over. JGit takes
 * any that this Java knows, MD5 too; {@code ssh-keygen} writes these two.
 *
 * @see <a
 *     href="https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig">PROTOCOL.sshsig</a>
 */
final class SshSignature {
  private static final String BEGIN = "-----BEGIN SSH SIGNATURE-----\n";
  private static final String END = "-----END SSH SIGNATURE-----";
  private static final byte[] MAGIC = "SSHSIG".getBytes(US_ASCII);
  private static final Set<String> STRONG = Set.of("sha256", "sha512");

  private SshSignature() {}

  static boolean is(byte[] armoured) {
    return new String(armoured, US_ASCII).startsWith("-----BEGIN SSH");
  }

  /** Whether it is written as OpenSSH does, over a digest that nobody can make collide. */
  static boolean isStrong(byte[] armoured) {
    String text = new String(armoured, US_ASCII).strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      return false;
    }
    String body = text.substring(BEGIN.length(), text.length() - END.length());
    try {
      return STRONG.contains(digest(Base64.getDecoder().decode(body.replace("\n", ""))));
    } catch (IllegalArgumentException | BufferUnderflowException damaged) {
      return false;
    }
  }

  private static String digest(byte[] signature) {
    ByteBuffer rest = ByteBuffer.wrap(signature);
    byte[] magic = new byte[MAGIC.length];
    rest.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      return "";
    }
    int version = rest.getInt();
    String key = text(rest);
    String namespace = text(rest);
    String reserved = text(rest);
    return version == 1 && !key.isEmpty() && !namespace.isEmpty() && reserved.isEmpty()
        ? text(rest)
        : "";
  }

  private static String text(ByteBuffer rest) {
    int length = rest.getInt();
    if (length < 0 || length > rest.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    rest.get(bytes);
    return new String(bytes, US_ASCII);
  }
}
