package io.riparian.repo;

import io.riparian.repo.FetchResult.Reason;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.jspecify.annotations.Nullable;

/**
 * One try to talk to the server: the credentials it was given, and what was noticed on the way. A
 * failure is named from status codes and kinds of exceptions, never from message text.
 */
final class Attempt {
  private static final int LONGEST_DETAIL = 300;

  /** The kinds of trouble that name themselves, the most telling first. */
  private static final Map<Class<? extends Throwable>, Reason> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put(NoRemoteRepositoryException.class, Reason.REPOSITORY_MISSING);
    KINDS.put(CorruptObjectException.class, Reason.BAD_OBJECT);
    KINDS.put(MissingObjectException.class, Reason.BAD_OBJECT);
    KINDS.put(SSLException.class, Reason.TLS);
    KINDS.put(InterruptedIOException.class, Reason.TIMED_OUT);
    KINDS.put(TimeoutException.class, Reason.TIMED_OUT);
    KINDS.put(UnknownHostException.class, Reason.UNREACHABLE);
    KINDS.put(UnresolvedAddressException.class, Reason.UNREACHABLE);
    KINDS.put(SocketException.class, Reason.UNREACHABLE);
    KINDS.put(EOFException.class, Reason.UNREACHABLE);
    KINDS.put(SshException.class, Reason.UNREACHABLE);
    KINDS.put(FileSystemException.class, Reason.MIRROR_UNUSABLE);
  }

  private final GitCredentials credentials;
  private final HttpAnswers http = new HttpAnswers();
  private volatile @Nullable SshSessions ssh;

  Attempt(GitCredentials credentials) {
    this.credentials = credentials;
  }

  /** Hands the transport its credentials, and nobody to ask for others. */
  void prepare(Transport transport) {
    transport.setCredentialsProvider(null);
    if (transport instanceof TransportHttp web) {
      web.setHttpConnectionFactory(http);
    }
    credentials.accept(new Login(transport)).run();
  }

  FetchFailedException explain(Throwable failure) {
    return new FetchFailedException(reason(failure), detail(failure));
  }

  private Reason reason(Throwable failure) {
    SshSessions sessions = ssh;
    if (sessions != null && sessions.hostKeyRefused()) {
      return Reason.HOST_KEY;
    }
    int status = http.lastStatus();
    if (status >= 300) {
      return ofStatus(status);
    }
    SshException refusal = find(SshException.class, failure);
    if (refusal != null
        && refusal.getDisconnectCode()
            == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
      return Reason.UNAUTHORIZED;
    }
    for (Map.Entry<Class<? extends Throwable>, Reason> kind : KINDS.entrySet()) {
      if (find(kind.getKey(), failure) != null) {
        return kind.getValue();
      }
    }
    return Reason.PROTOCOL;
  }

  private static Reason ofStatus(int status) {
    return switch (status) {
      case 401, 403, 407 -> Reason.UNAUTHORIZED;
      case 404, 410 -> Reason.REPOSITORY_MISSING;
      case 408, 504 -> Reason.TIMED_OUT;
      default -> {
        if (status < 400) {
          yield Reason.REDIRECTED;
        }
        yield status == 429 || status >= 500 ? Reason.UNREACHABLE : Reason.PROTOCOL;
      }
    };
  }

  private static <T extends Throwable> @Nullable T find(Class<T> kind, Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (kind.isInstance(cause)) {
        return kind.cast(cause);
      }
      cause = cause.getCause();
    }
    return null;
  }

  /** What the innermost exception says, on one line: servers put their own words in there. */
  private String detail(Throwable failure) {
    Throwable innermost = failure;
    for (int depth = 0; innermost.getCause() != null && depth < 20; depth++) {
      innermost = innermost.getCause();
    }
    String kind = innermost.getClass().getSimpleName();
    String message = innermost.getMessage();
    String text = http.lastStatus() == 0 ? "" : "HTTP " + http.lastStatus() + ", ";
    text += message == null ? kind : kind + ": " + message;
    text = credentials.redact(text).replaceAll("\\p{Cntrl}+", " ");
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
  }

  /** What each kind of credential does to a transport. */
  private final class Login implements GitCredentials.Visitor<Runnable> {
    private final Transport transport;

    Login(Transport transport) {
      this.transport = transport;
    }

    @Override
    public Runnable none(GitCredentials.None none) {
      return () -> {};
    }

    /** Sent at once: half the requests, and a wrong password is tried once and not three times. */
    @Override
    public Runnable basic(GitCredentials.Basic basic) {
      return () -> web().setPreemptiveBasicAuthentication(basic.user(), basic.password());
    }

    /** JGit would send this header to wherever a redirect leads, so redirects are off. */
    @Override
    public Runnable token(GitCredentials.Token token) {
      return () -> web().setAdditionalHeaders(Map.of("Authorization", "Bearer " + token.value()));
    }

    @Override
    public Runnable sshKey(GitCredentials.SshKey key) {
      return () -> {
        SshSessions sessions = new SshSessions(key);
        ssh = sessions;
        ((SshTransport) transport).setSshSessionFactory(sessions);
      };
    }

    private TransportHttp web() {
      return (TransportHttp) transport;
    }
  }
}
