package io.riparian.cli.sandbox;

import io.riparian.manifest.GroupFiles;
import io.riparian.manifest.ManifestParser;
import io.riparian.manifest.ParsedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/**
 * Keys for one member of each of the sample's groups, made anew: private ones for the newcomer to
 * sign with, public ones for the daemon to trust.
 *
 * @param keys holds the private keys, each in a file that is called like its login
 * @param trusted holds the public ones, as the daemon wants them
 * @param logins by the group's handle
 */
record SampleSigners(Path keys, Path trusted, SortedMap<String, String> logins) {

  static SampleSigners make(Path workingCopy, Path directory) {
    SortedMap<String, String> logins = new TreeMap<>();
    Path keys = directory.resolve("keys");
    Path trusted = directory.resolve("signers");
    try {
      Files.createDirectories(keys);
      Files.createDirectories(trusted);
      for (Map.Entry<String, Set<String>> group : groups(workingCopy).entrySet()) {
        String login = new TreeSet<>(group.getValue()).first().substring(1);
        logins.put(group.getKey(), login);
        if (!Files.exists(keys.resolve(login))) {
          write(login, keys, trusted);
        }
      }
      return new SampleSigners(keys, trusted, logins);
    } catch (IOException | GeneralSecurityException failed) {
      throw new SandboxException("cannot make keys to sign with: " + failed.getMessage(), failed);
    }
  }

  private static Map<String, Set<String>> groups(Path workingCopy) throws IOException {
    List<ParsedFile> parsed = new ArrayList<>();
    try (Stream<Path> files = Files.list(workingCopy.resolve("platform/groups"))) {
      for (Path file : files.toList()) {
        String path = "platform/groups/" + file.getFileName();
        parsed.add(ManifestParser.parse(path, Files.readAllBytes(file)));
      }
    }
    return GroupFiles.read(parsed);
  }

  private static void write(String login, Path keys, Path trusted)
      throws IOException, GeneralSecurityException {
    KeyPair key = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    Path file = keys.resolve(login);
    DaemonSettings.createPrivately(file);
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, login, null, out);
    }
    String line = PublicKeyEntry.toString(key.getPublic()) + " " + login + "\n";
    Files.writeString(keys.resolve(login + ".pub"), line);
    Files.writeString(trusted.resolve(login + ".pub"), line);
  }

  /** The private key of whoever signs for this group. */
  Path keyOf(String handle) {
    String login = logins.get(handle);
    if (login == null) {
      throw new SandboxException("the sample has no group " + handle);
    }
    return keys.resolve(login);
  }

  /** What the daemon is to be told. */
  Map<String, String> settings() {
    return Map.of(
        "riparian.ownership.file", "CODEOWNERS",
        "riparian.ownership.platform-owners", "@acme/platform",
        "riparian.evidence.mode", "signed",
        "riparian.evidence.signers", trusted.toString());
  }
}
