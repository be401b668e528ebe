package io.riparian.reconcile;

import io.riparian.forge.ChangeRequest;
import io.riparian.forge.ForgeFailure;
import io.riparian.repo.BranchCommit;
import io.riparian.repo.GitMirror;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.repo.TreeEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Which commits of a stretch of the branch came with which request. A forge that cannot be asked is
 * not asked again in the same look, and proves nothing; what it does not tell of one request keeps
 * no other one back.
 */
final class Landings {
  private final List<BranchCommit> branch;
  private final RequestBook book;
  private final Endorsements endorsements;
  private final GitMirror mirror;
  private final Consumer<String> blind;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, List<Landing>> known = new HashMap<>();
  private final Map<String, Map<String, TreeEntry>> trees = new HashMap<>();
  private boolean silent;

  /**
   * @param branch oldest first
   * @param blind hears what could not be read
   */
  Landings(
      List<BranchCommit> branch,
      RequestBook book,
      Endorsements endorsements,
      GitMirror mirror,
      Consumer<String> blind) {
    this.branch = branch;
    this.book = book;
    this.endorsements = endorsements;
    this.mirror = mirror;
    this.blind = blind;
    for (int at = 0; at < branch.size(); at++) {
      places.put(branch.get(at).id(), at);
    }
  }

  /** The requests that this commit came with; several when the forge says so. */
  List<Landing> of(BranchCommit commit) {
    List<Landing> landings = known.get(commit.id());
    if (landings == null) {
      landings = find(commit);
      known.put(commit.id(), landings);
    }
    return landings;
  }

  private List<Landing> find(BranchCommit commit) {
    if (silent || !places.containsKey(commit.id())) {
      return List.of();
    }
    try {
      List<Landing> landings = new ArrayList<>();
      for (ChangeRequest request : book.mergedWith(commit.id())) {
        int at = places.get(commit.id());
        int last = places.getOrDefault(request.mergedAs(), -1);
        if (last >= at
            && IntStream.range(at, last).allMatch(between -> isOf(request, branch.get(between)))) {
          landings.add(landing(request, at, last));
        }
      }
      return landings;
    } catch (ForgeFailure failure) {
      silent = failure.concernsAll();
      blind.accept("the forge does not tell who agreed: " + failure.getMessage());
    } catch (RepositoryUnreadableException unreadable) {
      blind.accept("what was agreed to cannot be read: " + unreadable.getMessage());
    }
    return List.of();
  }

  /** A request that was rebased came with several commits, the last of which the forge names. */
  private boolean isOf(ChangeRequest request, BranchCommit commit) {
    return book.mergedWith(commit.id()).stream()
        .anyMatch(other -> other.number() == request.number());
  }

  private Landing landing(ChangeRequest request, int at, int last) {
    int first = at;
    while (first > 0 && isOf(request, branch.get(first - 1))) {
      first--;
    }
    String before = branch.get(first).parent();
    String head = book.head(request, mirror);
    Endorsements.Endorsement agreed = endorsements.of(request);
    return new Landing(
        request,
        tree(before),
        tree(branch.get(last).id()),
        tree(head),
        mirror.mergeBases(before, head).stream().map(this::tree).toList(),
        agreed.approvers(),
        agreed.doubt());
  }

  private Map<String, TreeEntry> tree(String commit) {
    return trees.computeIfAbsent(commit, revision -> mirror.tree(revision).byPath());
  }
}
