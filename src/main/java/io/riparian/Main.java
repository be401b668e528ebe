package io.riparian;

import io.quarkus.runtime.annotations.QuarkusMain;

/** The entry point of the one artifact: the daemon starts Quarkus, every other command does not. */
@QuarkusMain
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("riparian");
  }
}
