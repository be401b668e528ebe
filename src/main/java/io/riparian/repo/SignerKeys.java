package io.riparian.repo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.DSAKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPPublicKeyRingCollection;

/**
 * The keys whose signatures count, from a directory of the daemon's own: {@code alice.pub} holds
 * the SSH keys of {@code @alice}, {@code alice.asc} the OpenPGP ones. When anything in it cannot be
 * read, nobody is trusted: a list that lost a line must not bring a removed key back.
 */
public final class SignerKeys {
  /** Nobody's signature counts. */
  public static final SignerKeys NONE = new SignerKeys(Map.of(), Map.of(), "");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]*");
  private static final String SSH = ".pub";
  private static final String OPENPGP = ".asc";
  private static final int LARGEST_FILE = 1 << 20;
  private static final int SHORTEST_RSA = 2048;

  private final Map<String, Signer> ssh;
  private final Map<String, OpenPgpKey> openPgp;
  private final OpenPgpKeys openPgpKeys;
  private final String problem;

  private SignerKeys(Map<String, Signer> ssh, Map<String, OpenPgpKey> openPgp, String problem) {
    this.ssh = Map.copyOf(ssh);
    this.openPgp = Map.copyOf(openPgp);
    this.openPgpKeys = new OpenPgpKeys(openPgp.values());
    this.problem = problem;
  }

  /** Reads the directory anew. */
  public static SignerKeys read(Path directory) {
    Reading reading = new Reading();
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> sorted =
          files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
      sorted.forEach(reading::file);
    } catch (IOException | UncheckedIOException unreadable) {
      reading.problem("the directory of the signers' keys cannot be read");
    }
    return reading.done();
  }

  /** Two lists of keys with the same id let the same keys sign at this time. */
  public String id(Instant now) {
    return new TreeMap<>(ssh)
        + " "
        + openPgp.values().stream()
            .filter(key -> key.isValid(now))
            .map(key -> key.signer().toString())
            .sorted()
            .toList()
        + " "
        + problem;
  }

  /** Why nobody is trusted, as a clause that names the file; empty text when all is well. */
  public String problem() {
    return problem;
  }

  Optional<Signer> ofSsh(PublicKey key) {
    return Optional.ofNullable(ssh.get(KeyUtils.getFingerPrint(key)));
  }

  Optional<OpenPgpKey> ofOpenPgp(PGPSignature signature) {
    return openPgpKeys.of(signature);
  }

  /** What has been read of the directory. */
  private static final class Reading {
    private final Map<String, Signer> ssh = new HashMap<>();
    private final Map<String, OpenPgpKey> openPgp = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    void problem(String what) {
      problems.add(what);
    }

    void file(Path file) {
      String name = file.getFileName().toString();
      try {
        if (name.endsWith(SSH) && isName(name, SSH)) {
          sshKeys(principal(name, SSH), file);
        } else if (name.endsWith(OPENPGP) && isName(name, OPENPGP)) {
          openPgpKeys(principal(name, OPENPGP), file);
        } else {
          problem(name + " is no list of keys: call it <login>.pub or <login>.asc");
        }
      } catch (IOException
          | GeneralSecurityException
          | PGPException
          | RuntimeException unreadable) {
        problem(name + " cannot be read as keys");
      }
    }

    private static boolean isName(String name, String ending) {
      return NAME.matcher(name.substring(0, name.length() - ending.length())).matches();
    }

    private static String principal(String name, String ending) {
      String stem = name.substring(0, name.length() - ending.length()).toLowerCase(Locale.ROOT);
      return stem.contains("@") ? stem : "@" + stem;
    }

    private void sshKeys(String principal, Path file) throws IOException, GeneralSecurityException {
      if (Files.size(file) > LARGEST_FILE) {
        throw new IOException("too large");
      }
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          PublicKey key =
              PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, Map.of(), null);
          if (key == null) {
            throw new GeneralSecurityException("unknown kind of key");
          }
          weakness(key).ifPresent(weakness -> problem(file.getFileName() + " holds " + weakness));
          String fingerprint = KeyUtils.getFingerPrint(key);
          Signer before = ssh.put(fingerprint, new Signer(principal, fingerprint));
          if (before != null && !before.name().equals(principal)) {
            problem("one key is given to " + before.name() + " and to " + principal);
          }
        }
      }
    }

    /** Why a key of this kind is no proof, or cannot be one here. */
    private static Optional<String> weakness(PublicKey key) {
      if (key instanceof OpenSshCertificate) {
        return Optional.of("a certificate; put the key itself there");
      }
      if (key instanceof DSAKey) {
        return Optional.of("a DSA key, which is too weak");
      }
      return key instanceof RSAKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA
          ? Optional.of("an RSA key of fewer than " + SHORTEST_RSA + " bits, which is too weak")
          : Optional.empty();
    }

    private void openPgpKeys(String principal, Path file) throws IOException, PGPException {
      if (Files.size(file) > LARGEST_FILE) {
        throw new IOException("too large");
      }
      try (InputStream armoured = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
        BcPGPPublicKeyRingCollection rings = new BcPGPPublicKeyRingCollection(armoured);
        if (rings.size() == 0) {
          throw new IOException("no key in it");
        }
        for (PGPPublicKeyRing ring : rings) {
          OpenPgpCertificate certificate = new OpenPgpCertificate(ring, principal);
          List<OpenPgpKey> keys = certificate.signingKeys();
          if (keys.isEmpty()) {
            problem(file.getFileName() + ": " + certificate.problem());
          }
          keys.forEach(this::add);
        }
      }
    }

    /** Of two copies of a key, the one that was revoked, or ends sooner, is right. */
    private void add(OpenPgpKey key) {
      OpenPgpKey before = openPgp.get(key.signer().fingerprint());
      if (before == null || key.end().isBefore(before.end())) {
        openPgp.put(key.signer().fingerprint(), key);
      }
      if (before != null && !before.signer().equals(key.signer())) {
        problem("one key is given to " + before.signer().name() + " and to " + key.signer().name());
      }
    }

    SignerKeys done() {
      return problems.isEmpty()
          ? new SignerKeys(ssh, openPgp, "")
          : new SignerKeys(Map.of(), Map.of(), String.join("; ", problems));
    }
  }
}
