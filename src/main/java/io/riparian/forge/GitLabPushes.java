package io.riparian.forge;

import io.riparian.forge.GitLabAnswers.Event;
import io.riparian.forge.GitLabAnswers.MergeRequest;
import io.riparian.forge.GitLabAnswers.Push;
import io.riparian.forge.GitLabAnswers.User;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who pushed what a merge request asks for: followed back from its head, push by push, for as long
 * as they began at commits of its own. The mail addresses of commits prove nothing, but GitLab
 * knows who pushed.
 *
 * @param strangers heads of which it is not known who pushed them: too long ago, with many other
 *     branches at once, in a project that is hidden from us, or by a deleted account
 */
record GitLabPushes(Set<Account> by, List<String> strangers) {
  GitLabPushes {
    by = Set.copyOf(by);
    strangers = List.copyOf(strangers);
  }

  /**
   * @param own the commits of the request, and heads that it had
   * @param accounts whose account it is; empty for a deleted one
   */
  static GitLabPushes of(
      List<Event> events,
      MergeRequest request,
      Set<String> own,
      Function<User, Optional<Account>> accounts) {
    Map<String, List<Event>> pushes = byHead(events, request.sourceBranch());
    Set<Account> by = new HashSet<>();
    List<String> strangers = new ArrayList<>();
    Deque<String> heads = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    request.sha().ifPresent(heads::add);
    while (!heads.isEmpty()) {
      String head = heads.remove();
      if (!seen.add(head)) {
        continue;
      }
      List<Optional<Account>> pushers =
          pushes.getOrDefault(head, List.of()).stream()
              .map(event -> event.author().flatMap(accounts))
              .toList();
      pushers.forEach(pusher -> pusher.ifPresent(by::add));
      if (pushers.isEmpty() || !pushers.stream().allMatch(Optional::isPresent)) {
        strangers.add(head);
      }
      pushes.getOrDefault(head, List.of()).stream()
          .flatMap(event -> event.pushData().flatMap(Push::commitFrom).stream())
          .filter(own::contains)
          .forEach(heads::add);
    }
    return new GitLabPushes(by, strangers);
  }

  private static Map<String, List<Event>> byHead(List<Event> events, String branch) {
    Map<String, List<Event>> pushes = new HashMap<>();
    for (Event event : events) {
      event
          .pushData()
          .filter(push -> push.refType().equals(Optional.of("branch")))
          .filter(push -> push.ref().equals(Optional.of(branch)))
          .flatMap(Push::commitTo)
          .ifPresent(head -> pushes.computeIfAbsent(head, any -> new ArrayList<>()).add(event));
    }
    return pushes;
  }
}
