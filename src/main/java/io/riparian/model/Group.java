package io.riparian.model;

import java.util.List;

/**
 * Who is meant when an ownership file names a group. The platform says it in the repository, so
 * that it can be reviewed like anything else.
 *
 * @param at where the handle was written
 * @param handle as ownership files name it: {@code @acme/payments}
 * @param members {@code @login} or a mail address, as written; nobody when it is empty
 */
public record Group(String name, Location at, String handle, List<String> members) {

  public Group {
    members = List.copyOf(members);
  }
}
