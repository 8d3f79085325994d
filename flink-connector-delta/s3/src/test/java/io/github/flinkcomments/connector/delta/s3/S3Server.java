/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.flinkcomments.connector.delta.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkcomments.connector.delta.storage.StoreRace;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S3Proxy in a process of its own, on a directory. It puts under a condition as one, which is made
 * sure of at the start: not every server for tests does, and then a test would prove nothing.
 *
 * <p>What is in a bucket is in the directory of its name, so that a table can be read there by
 * whoever knows nothing of S3.
 */
public final class S3Server implements AutoCloseable {

  static final String BUCKET = "tables";
  public static final String ACCESS_KEY = "access-of-the-test";
  public static final String SECRET_KEY = "secret-of-the-test";

  private static final Pattern LISTENING = Pattern.compile(".*\\{127\\.0\\.0\\.1:(\\d+)\\}.*");

  private final Process process;
  private final Path directory;
  private final int port;

  private S3Server(Process process, Path directory, int port) {
    this.process = process;
    this.directory = directory;
    this.port = port;
  }

  /**
   * Needs the system property {@code s3proxy.jar}, which the build sets.
   *
   * @param directory for what it keeps
   * @throws IllegalStateException if it lets several writers win
   */
  public static S3Server start(Path directory) throws Exception {
    Path buckets = Files.createDirectories(directory.resolve("buckets"));
    Files.createDirectories(buckets.resolve(BUCKET));
    Path configuration = directory.resolve("s3proxy.conf");
    Files.write(
        configuration,
        List.of(
            "s3proxy.endpoint=http://127.0.0.1:0",
            "s3proxy.authorization=aws-v2-or-v4",
            "s3proxy.identity=" + ACCESS_KEY,
            "s3proxy.credential=" + SECRET_KEY,
            "jclouds.provider=filesystem",
            "jclouds.identity=unused",
            "jclouds.credential=unused",
            "jclouds.filesystem.basedir=" + buckets));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("s3proxy.jar"),
                "--properties",
                configuration.toString())
            .redirectErrorStream(true)
            .start();
    S3Server server = new S3Server(process, buckets, awaitPort(process));
    server.requireAtomicPuts();
    return server;
  }

  private static int awaitPort(Process process) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader output = process.inputReader(UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.matches()) {
        drain(output);
        return Integer.parseInt(listening.group(1));
      }
      said.append(line).append('\n');
    }
    throw new IOException("S3Proxy did not start:\n" + said);
  }

  /** A process whose output nobody reads comes to a halt. */
  private static void drain(BufferedReader output) {
    Thread thread = new Thread(() -> output.lines().forEach(line -> {}), "s3proxy output");
    thread.setDaemon(true);
    thread.start();
  }

  private void requireAtomicPuts() throws Exception {
    List<String> violations =
        new StoreRace(() -> TableStorages.open(path("race"), options()), 8).run(10);
    if (!violations.isEmpty()) {
      close();
      throw new IllegalStateException(
          "The server does not support conditional puts: " + violations);
    }
  }

  int port() {
    return port;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Without the prefix {@code storage.}. */
  public Map<String, String> options() {
    return options(port);
  }

  /** As seen from behind a relay. */
  static Map<String, String> options(int port) {
    return Map.of(
        "endpoint", "http://127.0.0.1:" + port,
        "access-key", ACCESS_KEY,
        "secret-key", SECRET_KEY);
  }

  /** What {@code table-path} is to be. */
  public String path(String table) {
    return "s3://%s/%s".formatted(BUCKET, table);
  }

  /** Where the server keeps a table. */
  public Path directory(String table) {
    return directory.resolve(BUCKET).resolve(table);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
