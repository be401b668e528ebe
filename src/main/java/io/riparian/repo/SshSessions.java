package io.riparian.repo;

import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.KeyPasswordProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.jspecify.annotations.Nullable;

/**
 * SSH connections with one configured key to hosts of one configured known_hosts file. Nothing of
 * the account counts: no {@code ~/.ssh/config}, no agent, no default keys, no system known_hosts.
 */
final class SshSessions extends SshdSessionFactory {
  private final GitCredentials.SshKey key;
  private volatile boolean hostKeyRefused;

  SshSessions(GitCredentials.SshKey key) {
    super(null, null);
    this.key = key;
    // JGit wants these two; with everything below overridden it reads nothing in them.
    setHomeDirectory(new File("."));
    setSshDirectory(new File("."));
  }

  /** Whether a connection of this factory was given up because of the host's key. */
  boolean hostKeyRefused() {
    return hostKeyRefused;
  }

  @Override
  protected @Nullable File getSshConfig(File sshDir) {
    return null;
  }

  @Override
  protected @Nullable SshConfigStore createSshConfigStore(
      File homeDir, @Nullable File configFile, String localUserName) {
    return null;
  }

  @Override
  protected @Nullable ConnectorFactory getConnectorFactory() {
    return null;
  }

  @Override
  protected List<Path> getDefaultIdentities(File sshDir) {
    return List.of(key.privateKey());
  }

  @Override
  protected String getDefaultPreferredAuthentications() {
    return "publickey";
  }

  @Override
  protected KeyPasswordProvider createKeyPasswordProvider(@Nullable CredentialsProvider provider) {
    return new KeyPasswordProvider() {
      @Override
      public char[] getPassphrase(URIish uri, int attempt) {
        return key.passphrase().toCharArray();
      }

      @Override
      public void setAttempts(int maxNumberOfAttempts) {}

      @Override
      public boolean keyLoaded(URIish uri, int attempt, @Nullable Exception error) {
        return false;
      }
    };
  }

  @Override
  protected List<Path> getDefaultKnownHostsFiles(File sshDir) {
    return List.of(key.knownHosts());
  }

  @Override
  protected ServerKeyDatabase createServerKeyDatabase(File homeDir, File sshDir) {
    return new StrictHostKeys(super.createServerKeyDatabase(homeDir, sshDir));
  }

  /** JGit's reader of known_hosts, told to refuse what it does not find there. */
  private final class StrictHostKeys implements ServerKeyDatabase, ServerKeyDatabase.Configuration {
    private final ServerKeyDatabase files;

    StrictHostKeys(ServerKeyDatabase files) {
      this.files = files;
    }

    @Override
    public List<PublicKey> lookup(
        String connectAddress, InetSocketAddress remoteAddress, Configuration ignored) {
      return files.lookup(connectAddress, remoteAddress, this);
    }

    @Override
    public boolean accept(
        String connectAddress,
        InetSocketAddress remoteAddress,
        PublicKey serverKey,
        Configuration ignored,
        @Nullable CredentialsProvider provider) {
      boolean known = files.accept(connectAddress, remoteAddress, serverKey, this, null);
      hostKeyRefused |= !known;
      return known;
    }

    @Override
    public List<String> getUserKnownHostsFiles() {
      return List.of(key.knownHosts().toString());
    }

    @Override
    public List<String> getGlobalKnownHostsFiles() {
      return List.of();
    }

    @Override
    public StrictHostKeyChecking getStrictHostKeyChecking() {
      return StrictHostKeyChecking.REQUIRE_MATCH;
    }

    @Override
    public boolean getHashKnownHosts() {
      return false;
    }

    @Override
    public String getUsername() {
      return "";
    }
  }
}
