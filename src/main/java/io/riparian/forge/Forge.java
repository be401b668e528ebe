package io.riparian.forge;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One repository on a forge, with the requests to change its branch. Every answer is whole: all
 * pages of it, or a {@link ForgeFailure}. What the forge does not tell is never taken for "none".
 *
 * <p>Safe to be used from several threads.
 */
public interface Forge extends AutoCloseable {
  /** As people call it: {@code GitHub}. */
  String name();

  /** The ref under which the forge keeps a request's newest commit: {@code refs/pull/7/head}. */
  String headRef(long number);

  /** The requests to change the branch that are open, oldest first. */
  List<ChangeRequest> open();

  /** A request, whatever became of it; empty when the forge says that there is none. */
  Optional<ChangeRequest> request(long number);

  /**
   * The merged requests to change the branch with which this commit of the branch came; empty when
   * it came with none, as after a push.
   */
  List<ChangeRequest> mergedWith(String commit);

  /**
   * What was said of a request, and who has a part in it.
   *
   * @throws ForgeFailure {@link ForgeFailure.Kind#UNRELIABLE} when the forge is set up so that what
   *     it answers proves nothing
   */
  Reviews reviews(ChangeRequest request);

  /**
   * Who is in a team or group, as ownership files write it: {@code @acme/payments}. Empty when the
   * forge knows no such team, or hides it from us.
   */
  Optional<Set<Account>> members(String team);

  /**
   * Says something on a request, in place of what we said there before under the same marker.
   *
   * @param marker words by which it is found again; they are put before the text, invisible to
   *     readers
   * @param markdown at most 60 KB
   */
  void comment(ChangeRequest request, String marker, String markdown);

  /** Shows a verdict beside a commit, in place of the one before. */
  void check(Check check);

  @Override
  void close();
}
