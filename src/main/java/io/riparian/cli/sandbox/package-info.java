/**
 * A real world in a directory: a Kafka broker, Connect workers, a Git repository and the daemon,
 * each a child process of ours. The newcomer's first two minutes, and what the integration tests
 * run against.
 *
 * <p>Kafka's classes are never on our own class path: the children run from the jars that {@link
 * io.riparian.cli.sandbox.SandboxRuntime} finds.
 */
@NullMarked
package io.riparian.cli.sandbox;

import org.jspecify.annotations.NullMarked;
