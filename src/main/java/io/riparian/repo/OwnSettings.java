package io.riparian.repo;

import org.eclipse.jgit.annotations.Nullable;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit's view of the machine without anybody's Git configuration. The account's {@code
 * ~/.gitconfig} or {@code GIT_SSH} could switch off TLS checks, add headers or start another
 * program, and trust lives in the daemon's configuration alone; nothing is written to the home
 * directory either.
 */
final class OwnSettings extends SystemReader.Delegate {
  private static final OwnSettings INSTANCE = new OwnSettings();

  private OwnSettings() {
    super(SystemReader.getInstance());
  }

  /** Takes effect for the whole process; repeating it costs nothing. */
  static synchronized void install() {
    if (SystemReader.getInstance() != INSTANCE) {
      SystemReader.setInstance(INSTANCE);
    }
  }

  @Override
  public @Nullable String getenv(String variable) {
    return variable.startsWith("GIT_") ? null : super.getenv(variable);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  private static final class NoConfig extends FileBasedConfig {
    private static final String FILE_SYSTEM = "filesystem";

    /** JGit's own guess at how exact the times of files are, where it cannot measure it. */
    private static final String INEXACT = "2 seconds";

    NoConfig(Config parent, FS fs) {
      super(parent, null, fs);
    }

    /**
     * How exact the times of files are would be measured, at the first look at a file system: for
     * seconds, and with files beside those that are only to be read.
     */
    @Override
    public @Nullable String getString(String section, @Nullable String subsection, String name) {
      return section.equals(FILE_SYSTEM) ? INEXACT : super.getString(section, subsection, name);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
