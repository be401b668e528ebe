package io.riparian.repo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
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

  private final Map<String, Signer> ssh;
  private final Map<Long, OpenPgpKey> openPgp;
  private final String problem;

  /** An OpenPGP key that may sign, and the one it belongs to. */
  record OpenPgpKey(PGPPublicKey key, PGPPublicKey primary, Signer signer) {}

  private SignerKeys(Map<String, Signer> ssh, Map<Long, OpenPgpKey> openPgp, String problem) {
    this.ssh = Map.copyOf(ssh);
    this.openPgp = Map.copyOf(openPgp);
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

  /** Two lists of keys with the same id say the same. */
  public String id() {
    return new TreeMap<>(ssh)
        + " "
        + openPgp.values().stream().map(key -> key.signer().toString()).sorted().toList()
        + " "
        + openPgp.values().stream().filter(key -> key.key().hasRevocation()).count()
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

  Optional<OpenPgpKey> ofOpenPgp(long keyId) {
    return Optional.ofNullable(openPgp.get(keyId));
  }

  /** What has been read of the directory. */
  private static final class Reading {
    private final Map<String, Signer> ssh = new HashMap<>();
    private final Map<Long, OpenPgpKey> openPgp = new HashMap<>();
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
          String fingerprint = KeyUtils.getFingerPrint(key);
          Signer before = ssh.put(fingerprint, new Signer(principal, fingerprint));
          if (before != null && !before.name().equals(principal)) {
            problem("one key is given to " + before.name() + " and to " + principal);
          }
        }
      }
    }

    private void openPgpKeys(String principal, Path file) throws IOException, PGPException {
      try (InputStream armoured = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
        BcPGPPublicKeyRingCollection rings = new BcPGPPublicKeyRingCollection(armoured);
        if (rings.size() == 0) {
          throw new IOException("no key in it");
        }
        for (PGPPublicKeyRing ring : rings) {
          for (PGPPublicKey key : ring) {
            add(principal, ring.getPublicKey(), key);
          }
        }
      }
    }

    private void add(String principal, PGPPublicKey primary, PGPPublicKey key) {
      String fingerprint = "openpgp:" + HexFormat.of().formatHex(key.getFingerprint());
      Signer signer = new Signer(principal, fingerprint);
      OpenPgpKey before = openPgp.put(key.getKeyID(), new OpenPgpKey(key, primary, signer));
      if (before != null && !before.signer().equals(signer)) {
        problem("one key is given to " + before.signer().name() + " and to " + principal);
      }
    }

    SignerKeys done() {
      return problems.isEmpty()
          ? new SignerKeys(ssh, openPgp, "")
          : new SignerKeys(Map.of(), Map.of(), String.join("; ", problems));
    }
  }
}
